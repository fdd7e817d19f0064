"""What ships as data: parties and the gazetteer, each entry with its source."""
