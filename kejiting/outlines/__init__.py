"""答复提纲: the pages on which a reply is picked, written, sent to Word and taken back."""
