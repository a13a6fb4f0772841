"""PDFs and pictures as people bring them, some with what must not come along."""

from io import BytesIO

import pikepdf
import PIL.Image
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Pdf

A4 = (595, 842)


def pdf_bytes(pages=2, *, size=A4, change=None, **saving):
    """A PDF with a line of text on each page; `change` may spoil it before it is saved."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=size)
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.Contents = pdf.make_stream(
                f"/P <</MCID 0>> BDC BT /F1 24 Tf 72 700 Td (Isi halaman {number}) Tj ET EMC".encode()
            )
        if change:
            change(pdf)
        written = BytesIO()
        pdf.save(written, **saving)
    return written.getvalue()


def activate(pdf):
    """Everything that acts: scripts, actions, an embedded file, a field, a link that starts a program."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    pdf.attachments["virus.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")
    launch = Dictionary(S=Name.Launch, F="cmd.exe")
    page = pdf.pages[0]
    page.obj.AA = Dictionary(O=launch)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="nama", V="Ani", DA="/Helv 12 Tf 0 g", F=4, A=launch
    )
    field.Rect = Array([72, 600, 300, 630])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=launch, Rect=Array([0, 0, 10, 10]))
    fields = [pdf.make_indirect(field)]
    page.obj.Annots = Array([*fields, pdf.make_indirect(link)])
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = Dictionary(Fields=Array(fields), DR=Dictionary(Font=Dictionary(Helv=helvetica)), DA="/Helv 12 Tf 0 g")
    form.XFA = pdf.make_stream(b"<xdp/>")
    pdf.Root.AcroForm = pdf.make_indirect(form)
    page.obj.Resources.XObject = Dictionary(X=hidden_action(pdf))


def hidden_action(pdf):
    """A drawing that carries a script and a file of its own."""
    drawing = pdf.make_stream(b"0 0 10 10 re f")
    drawing.Type, drawing.Subtype, drawing.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
    drawing.PieceInfo = Dictionary(X=Dictionary(JS="x"))
    drawing.AF = Array([Dictionary(Type=Name.Filespec, EF=Dictionary())])
    return drawing


def upload(content, name="lampiran.pdf"):
    return ContentFile(content, name)


def picture(kind="JPEG", size=(1200, 900), **saving):
    written = BytesIO()
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(written, kind, **saving)
    return written.getvalue()
