# Documents that are installed.
