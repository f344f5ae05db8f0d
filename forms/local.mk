# forms/ is compiled in as a GResource, so that a bare binary works.
