"""What a document says of itself as XMP (ISO 16684-1), in which standards look for it."""

from ..model.frame import DocumentInfo

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{0}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""How XML writes its own signs; a library for that imports all names of HTML, or HTTP."""

WORDS = '<rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'


def xmp(info: DocumentInfo, creator: str) -> str:
    """The packet of a tagged document that `creator` made, which is one of PDF/UA-1."""
    values = {
        "dc:title": WORDS.format(info.title.translate(ENTITIES)),
        "dc:description": WORDS.format(info.subject.translate(ENTITIES)) if info.subject else "",
        "dc:language": f"<rdf:Bag><rdf:li>{info.language.translate(ENTITIES)}</rdf:li></rdf:Bag>",
        "xmp:CreatorTool": creator.translate(ENTITIES),
        "pdfuaid:part": "1",
    }
    return PACKET.format(
        "".join(f"<{name}>{value}</{name}>\n" for name, value in values.items() if value)
    )
