"""One file, one question. Adding the file adds the question; there is no list to edit."""
