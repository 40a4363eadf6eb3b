"""Mails saved as text: what stands above and around their words is no card."""

from ..basics.late import late

HEAD = late(
    r"(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Lähettäjä|Vastaanottaja|Kopio|Aihe|Päiväys|"
    r"Päivämäärä|Lähetetty|Från|Till|Kopia|Ämne|Skickat|Von|An|Betreff|Gesendet|Datum):[ \t]*\S.*"
)
"""A line that mail programs write above a text."""

LEAST = 2
"""Lines above a text that make a mail of it."""


def without_mail_around(text: str) -> str:
    r"""A text without the head of a mail, signs of a quotation, and the signature.

    Lines keep their numbers.

    >>> without_mail_around("From: a@b.fi\nSubject: Cards\n\nVote\n-- \nMaija")
    '\n\n\nVote\n\n'
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < len(lines) and HEAD.fullmatch(lines[end].strip()):
        end += 1
    if end - first >= LEAST:
        lines[:end] = [""] * end
        if "-- " in lines:
            sign = lines.index("-- ")
            lines[sign:] = [""] * (len(lines) - sign)
    said = [line for line in lines if line.strip()]
    if len(said) > 1 and all(line.startswith(">") for line in said):
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]
    return "\n".join(lines)
