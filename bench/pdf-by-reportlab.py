"""The same records as bench/pdf.bench.ts, written by ReportLab's own layout (platypus) with the same font. Prints time and memory."""

import json
import resource
import sys
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

count, font, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
labels = ["Name", "E-mail address", "Company", "What you wrote", "Stored since"]


def values(n):
    return [
        f"Aoife Ní Nualláin {n}",
        f"person.{n}@example.org",
        f"Quillhaven Timber {n % 977} Ltd",
        f"Please call me on {n % 28 + 1}.{n % 12 + 1}. about order {n * 7919}; the last one came late.",
        f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}T09:30:00Z",
    ]


if count > 0:
    pdfmetrics.registerFont(TTFont("Noto", font))
    head = ParagraphStyle("head", fontName="Noto", fontSize=10, leading=14.5, spaceBefore=8)
    body = ParagraphStyle("body", fontName="Noto", fontSize=9.5, leading=13.5)
    story = []
    for n in range(count):
        story.append(Paragraph(f"Record {n + 1} (key {n})", head))
        for label, value in zip(labels, values(n)):
            story.append(Paragraph(f"{label}: {escape(value)}", body))
    SimpleDocTemplate(path, pagesize=A4).build(story)

used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}))
