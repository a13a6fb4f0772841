"""One zip of a unit and year for the ministry's document repository: named documents and an index of gaps."""
