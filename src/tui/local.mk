# Room tui: screen, keys and widgets; knows no household. curses.h is included by term.c alone.
noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES = \
	src/tui/canvas.c src/tui/canvas.h \
	src/tui/chrome.c \
	src/tui/edit.c src/tui/edit.h \
	src/tui/input.c src/tui/input.h \
	src/tui/key.c src/tui/key.h \
	src/tui/signals.c src/tui/signals.h \
	src/tui/stack.h \
	src/tui/surface.h \
	src/tui/term.c src/tui/term.h \
	src/tui/view.c src/tui/view.h
