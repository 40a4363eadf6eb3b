"""What a document says of itself as XMP (ISO 16684-1), in which standards look for it."""

from xml.sax.saxutils import escape

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

WORDS = '<rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'


def xmp(info: DocumentInfo, creator: str) -> str:
    """The packet of a tagged document that `creator` made, which is one of PDF/UA-1."""
    values = {
        "dc:title": WORDS.format(escape(info.title)),
        "dc:description": WORDS.format(escape(info.subject)) if info.subject else "",
        "dc:language": f"<rdf:Bag><rdf:li>{escape(info.language)}</rdf:li></rdf:Bag>",
        "xmp:CreatorTool": escape(creator),
        "pdfuaid:part": "1",
    }
    return PACKET.format(
        "".join(f"<{name}>{value}</{name}>\n" for name, value in values.items() if value)
    )
