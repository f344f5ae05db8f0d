# Room tui: screen, keys and widgets; knows no household. curses.h is included by term.c alone.
noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES = \
	src/tui/bar.c src/tui/bar.h \
	src/tui/canvas.c src/tui/canvas.h \
	src/tui/chart.c src/tui/chart.h \
	src/tui/chrome.c \
	src/tui/dialog.c src/tui/dialog.h \
	src/tui/edit.c src/tui/edit.h \
	src/tui/fields.c src/tui/fields.h \
	src/tui/input.c src/tui/input.h \
	src/tui/key.c src/tui/key.h \
	src/tui/list.c src/tui/list.h \
	src/tui/pick.c \
	src/tui/progress.c \
	src/tui/reader.c \
	src/tui/rows.c src/tui/rows.h \
	src/tui/signals.c src/tui/signals.h \
	src/tui/stack.h \
	src/tui/surface.h \
	src/tui/term.c src/tui/term.h \
	src/tui/view.c src/tui/view.h \
	src/tui/walk.c src/tui/walk.h
