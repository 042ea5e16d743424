"""Pictures and papers made from what the engine found, for pages, files and the command line alike."""
