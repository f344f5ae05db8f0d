/* The terminal through curses: the only file that includes curses.h.
 *
 * curses paints; the bytes that come in are read here and understood in input.c, because curses
 * cannot tell the end of a terminal from an empty one and loses a character that arrives in parts.
 */
#include "tui/term.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/signals.h"
#include <curses.h>
#include <term.h>
#undef columns /* a macro of term.h */

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static SCREEN *screen;
static struct termios modes_before, modes_ours;
static attr_t attributes[STYLE_COUNT_];
static short pairs[STYLE_COUNT_];
static bool beep_wanted;
static bool *tails; /* for each cell: the second half of a wide character is there */

struct look {
	attr_t attr;
	short dark, light; /* colours of text; -1: the terminal's own */
};

/* No meaning hangs on a colour: each style differs by an attribute, or by words and marks. */
static const struct look looks[STYLE_COUNT_] = {
	[STYLE_NORMAL] = {A_NORMAL, -1, -1},
	[STYLE_TITLE] = {A_REVERSE, -1, -1},
	[STYLE_BAR_KEY] = {A_BOLD, -1, -1},
	[STYLE_BAR_TEXT] = {A_REVERSE, -1, -1},
	[STYLE_HEAD] = {A_BOLD, COLOR_CYAN, COLOR_BLUE},
	[STYLE_SELECTED] = {A_REVERSE, -1, -1},
	[STYLE_FIELD] = {A_UNDERLINE, -1, -1},
	[STYLE_FOCUS] = {A_REVERSE, -1, -1},
	[STYLE_PROTECTED] = {A_NORMAL, COLOR_CYAN, COLOR_BLUE},
	[STYLE_CARRIED] = {A_DIM, -1, -1},
	[STYLE_DIM] = {A_DIM, -1, -1},
	[STYLE_GOOD] = {A_NORMAL, COLOR_GREEN, COLOR_GREEN},
	[STYLE_WARN] = {A_BOLD, COLOR_YELLOW, COLOR_MAGENTA},
	[STYLE_ERROR] = {A_BOLD, COLOR_RED, COLOR_RED},
};

static void set_looks(const char *theme)
{
	const char *no_color = getenv("NO_COLOR");
	bool mono = g_strcmp0(theme, "mono") == 0 || (no_color && *no_color);
	bool light = g_strcmp0(theme, "light") == 0;
	for (int i = 0; i < STYLE_COUNT_; i++) {
		attributes[i] = looks[i].attr;
		pairs[i] = 0;
	}
	if (mono || !has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return;
	for (int i = 0; i < STYLE_COUNT_; i++) {
		short colour = light ? looks[i].light : looks[i].dark;
		if (colour < 0)
			continue;
		/* One pair for each colour: going from one to the next costs bytes. */
		pairs[i] = (short)(colour + 1);
		init_pair(pairs[i], colour, -1);
	}
}

static void send(const char *bytes, size_t len)
{
	while (len > 0) {
		gssize n = write(STDOUT_FILENO, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* the terminal is gone: term_wait() will say so */
		bytes += n;
		len -= (size_t)n;
	}
}

static bool check_terminal(GError **error)
{
	const char *name = getenv("TERM");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return jz_fail(error, JZ_ERROR_USAGE,
			_("The screens need a terminal: start the program in a terminal window, or "
			  "use a command (--help lists them)."));
	/* Not translated: this console draws only ASCII, and that is what the sentence is about. */
	if (name && strcmp(name, "linux") == 0)
		return jz_fail(error, JZ_ERROR_USAGE,
			"This text console cannot draw Chinese: start the program in a terminal "
			"window, or start fbterm or kmscon first.");
	return true;
}

/* Asked before curses is: its own way to fail keeps what it has allocated. */
static bool check_description(GError **error)
{
	int found;
	bool usable = setupterm(NULL, STDOUT_FILENO, &found) == OK && term_string("cup");
	if (cur_term)
		del_curterm(cur_term);
	if (usable)
		return true;
	return jz_fail(error, JZ_ERROR_USAGE,
		_("The terminal type \"%s\" is not known or cannot place the cursor: set TERM to "
		  "what your terminal window is, xterm-256color for most."),
		getenv("TERM") ? getenv("TERM") : "");
}

/* What a dying program sends: screen, cursor, colours and paste as they were. */
static void catch_signals(void)
{
	static const char *const ends[] = {"sgr0", "rmcup", "cnorm"};
	g_autoptr(GString) text = g_string_new(PASTE_OFF);
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		const char *bytes = term_string(ends[i]);
		g_string_append(text, bytes ? bytes : "");
	}
	signals_catch(STDIN_FILENO, &modes_before, text->str, text->len);
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	/* Keys waiting must not stop a painting half-way. */
	typeahead(-1);
	tcgetattr(STDIN_FILENO, &modes_ours);
	modes_ours.c_iflag &= ~(tcflag_t)(IXON | IXOFF | IXANY);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_ours);
	def_prog_mode();
}

bool term_open(const char *theme, GError **error)
{
	if (!check_terminal(error) || !check_description(error))
		return false;
	tcgetattr(STDIN_FILENO, &modes_before);
	/* Ours stand before curses looks, so that it sets none of its own. */
	signals_catch(STDIN_FILENO, &modes_before, "", 0);
	screen = newterm(NULL, stdout, stdin);
	if (!screen) {
		term_close();
		return jz_fail(error, JZ_ERROR_BAD, _("The terminal cannot be taken over: %s."),
			g_strerror(errno));
	}
	signals_release();
	catch_signals();
	set_modes();
	set_looks(theme);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	term_resize();
	send(PASTE_ON, strlen(PASTE_ON));
	return true;
}

void term_close(void)
{
	if (screen) {
		send(PASTE_OFF, strlen(PASTE_OFF));
		endwin();
		delscreen(screen);
		screen = NULL;
		g_clear_pointer(&tails, g_free);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_before);
	}
	signals_release();
}

void term_size(int *rows, int *columns)
{
	*rows = LINES;
	*columns = COLS;
}

void term_resize(void)
{
	struct winsize size;
	int rows = 24, columns = 80;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
		rows = size.ws_row;
		columns = size.ws_col;
	}
	if (rows != LINES || columns != COLS)
		resize_term(rows, columns);
	g_free(tails);
	tails = g_new0(bool, (gsize)LINES *(gsize)COLS + 1);
	term_forget();
}

void term_forget(void)
{
	clearok(curscr, TRUE);
}

void term_erase(void)
{
	erase();
	memset(tails, 0, sizeof(*tails) * (gsize)LINES * (gsize)COLS);
}

/* What curses and we measure alike; else as many '?' as we gave it columns. */
static int to_wide(const char *text, wchar_t *out, int room)
{
	int n = 0;
	for (const char *p = text; *p && n < room - 2; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		int columns = text_char_columns(c);
		if (wcwidth((wchar_t)c) == columns) {
			out[n++] = (wchar_t)c;
			continue;
		}
		for (int i = 0; i < columns; i++)
			out[n++] = L'?';
	}
	out[n] = 0;
	return n;
}

static bool *tail_at(int row, int column)
{
	return &tails[(gsize)row * (gsize)COLS + (gsize)column];
}

/* A popup may cut a wide character of what lies below it: its other half becomes a blank, here and
 * not at the mercy of the terminal. */
static void blank_half(int row, int column)
{
	attr_set(A_NORMAL, 0, NULL);
	mvaddch(row, column, ' ');
}

static void mark_tails(int row, int column, const wchar_t *wide)
{
	for (; *wide; wide++) {
		int columns = wcwidth(*wide);
		if (columns > 0)
			*tail_at(row, column) = false;
		if (columns > 1)
			*tail_at(row, column + 1) = true;
		column += MAX(columns, 0);
	}
	if (column < COLS && *tail_at(row, column)) {
		*tail_at(row, column) = false;
		blank_half(row, column);
	}
}

void term_put(int row, int column, const char *text, enum style style)
{
	wchar_t wide[1024];
	int n = to_wide(text, wide, G_N_ELEMENTS(wide));
	if (*tail_at(row, column))
		blank_half(row, column - 1);
	mark_tails(row, column, wide);
	attr_set(attributes[style], pairs[style], NULL);
	mvaddnwstr(row, column, wide, n);
}

void term_paint(int row, int column)
{
	attr_set(A_NORMAL, 0, NULL);
	move(CLAMP(row, 0, LINES - 1), CLAMP(column, 0, COLS - 1));
	refresh();
	if (beep_wanted)
		send("\a", 1);
	beep_wanted = false;
}

void term_beep(void)
{
	beep_wanted = true;
}

void term_answer(unsigned n)
{
	char text[32];
	int len = g_snprintf(text, sizeof(text), "\033]7770;%u\a", n);
	send(text, (size_t)len);
}

/* Somebody stops us from outside (Ctrl-Z itself is a key like any other): the terminal is lent to
 * the shell meanwhile. */
static void stop(void)
{
	send(PASTE_OFF, strlen(PASTE_OFF));
	endwin();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_before);
	raise(SIGSTOP);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_ours);
	reset_prog_mode();
	send(PASTE_ON, strlen(PASTE_ON));
	term_resize();
}

static int signal_events(void)
{
	int seen = signals_take();
	int events = 0;
	if (seen & SIGNALS_SIZE)
		events |= TERM_SIZE;
	if (seen & SIGNALS_GONE)
		events |= TERM_GONE;
	if (seen & SIGNALS_STOP) {
		stop();
		events |= TERM_RESUME;
	}
	return events;
}

int term_wait(int timeout_ms)
{
	struct pollfd fds[2] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = signals_fd(), .events = POLLIN},
	};
	int n = poll(fds, 2, timeout_ms);
	int events = signal_events();
	if (n <= 0)
		return events;
	if (fds[0].revents & POLLIN)
		events |= TERM_INPUT;
	else if (fds[0].revents)
		events |= TERM_GONE;
	return events;
}

gssize term_read(char *buf, size_t size)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
	if (poll(&fd, 1, 0) <= 0 || !fd.revents)
		return 0;
	gssize n = read(STDIN_FILENO, buf, size);
	if (n > 0)
		return n;
	return n < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

const char *term_string(const char *capability)
{
	const char *bytes = tigetstr(capability);
	return bytes == (const char *)-1 || !bytes || !*bytes ? NULL : bytes;
}
