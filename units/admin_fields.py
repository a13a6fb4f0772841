"""Numbers as people here write them: 87,5 and 1.000.000.000."""

from django import forms

from lakin import parsing
from lakin.formatting import editable


class WrittenNumber:
    """A number in a text box, read with a decimal comma and written back the same way."""

    read = None

    def __init__(self, **named):
        named["widget"] = forms.TextInput(attrs={"class": "vNumberField", "inputmode": "decimal"})
        super().__init__(**named)

    def to_python(self, value):
        try:
            return type(self).read(value, ",")
        except parsing.ParseError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else editable(value)


class FigureBox(WrittenNumber, forms.DecimalField):
    read = staticmethod(parsing.parse_decimal)


class AmountBox(WrittenNumber, forms.IntegerField):
    read = staticmethod(parsing.parse_integer)
