# The program: the command line, and main which chooses between it and the screens.
bin_PROGRAMS += jiuzhu
jiuzhu_SOURCES = src/main.c
jiuzhu_LDADD = $(app_libs)
