/* A program on a terminal of our own. */
#include "harness.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#define BARRIER "\033[990~"
#define ANSWER "\033]7770;" /* number BEL */
#define PATIENCE_MS 20000

struct harness {
	pid_t pid;
	int master;            /* -1: hung up */
	struct termios before; /* modes before the program was started */
	bool ended;
	int status;
	VTerm *vt;
	VTermScreen *screen;
	int rows, columns;
	unsigned asked, answered; /* barriers */
	gsize held;               /* bytes of ANSWER matched so far, or all and its number */
	GByteArray *output;
	gsize bytes;
	gint64 last_byte; /* when */
	int bells;
	int cursor_row, cursor_column;
};

static int on_bell(void *user)
{
	((struct harness *)user)->bells++;
	return 1;
}

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct harness *h = user;
	(void)old;
	(void)visible;
	h->cursor_row = pos.row;
	h->cursor_column = pos.col;
	return 1;
}

static void make_screen(struct harness *h)
{
	static const VTermScreenCallbacks callbacks = {.bell = on_bell, .movecursor = on_cursor};
	h->vt = vterm_new(h->rows, h->columns);
	vterm_set_utf8(h->vt, 1);
	h->screen = vterm_obtain_screen(h->vt);
	vterm_screen_set_callbacks(h->screen, &callbacks, h);
	vterm_screen_enable_altscreen(h->screen, 1);
	vterm_screen_reset(h->screen, 1);
}

/* A clean environment: what a test sees must not hang on who runs it. */
static char **make_environment(const struct harness_options *options)
{
	static const char *const passed[] = {"PATH", "JIUZHU", "JIUZHU_LOCALEDIR", "JIUZHU_BENCH",
		"UBSAN_OPTIONS", "LSAN_OPTIONS"};
	char **env = g_environ_setenv(NULL, "LC_ALL", "C.UTF-8", TRUE);
	for (gsize i = 0; i < G_N_ELEMENTS(passed); i++) {
		if (g_getenv(passed[i]))
			env = g_environ_setenv(env, passed[i], g_getenv(passed[i]), TRUE);
	}
	env = g_environ_setenv(env, "TERM", "xterm-256color", TRUE);
	env = g_environ_setenv(env, "JZ_TEST", "1", TRUE);
	/* A status of its own for what a sanitizer finds. */
	env = g_environ_setenv(env, "ASAN_OPTIONS", "exitcode=99", TRUE);
	env = g_environ_setenv(env, "HOME", options->dir, TRUE);
	for (int i = 0; options->env && options->env[i]; i++) {
		g_auto(GStrv) pair = g_strsplit(options->env[i], "=", 2);
		env = g_environ_setenv(env, pair[0], pair[1] ? pair[1] : "", TRUE);
	}
	return env;
}

/* Keys sent before the program has taken its terminal over wait, and are not echoed. */
static void quiet(int slave)
{
	struct termios modes;
	tcgetattr(slave, &modes);
	modes.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
	tcsetattr(slave, TCSANOW, &modes);
}

static void run_child(
	int slave, char *const *argv, char **env, const struct harness_options *options)
{
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(slave, fd);
	if (slave > 2)
		close(slave);
	/* Not as whoever runs the tests has them: a job in the background ignores some. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	signal(SIGHUP, options->ignore_hangup ? SIG_IGN : SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	if (chdir(options->dir) != 0)
		_exit(126);
	execve(argv[0], argv, env);
	_exit(127);
}

struct harness *harness_start(
	char *const *argv, const struct harness_options *options, GError **error)
{
	struct winsize size = {.ws_row = (unsigned short)options->rows,
		.ws_col = (unsigned short)options->columns};
	int master, slave;
	if (openpty(&master, &slave, NULL, NULL, &size) != 0) {
		g_set_error(
			error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "openpty: %s", g_strerror(errno));
		return NULL;
	}
	quiet(slave);
	struct termios before;
	tcgetattr(slave, &before);
	g_auto(GStrv) env = make_environment(options);
	fcntl(master, F_SETFD, FD_CLOEXEC);
	pid_t pid = fork();
	if (pid == 0)
		run_child(slave, argv, env, options);
	close(slave);
	if (pid < 0) {
		g_set_error(
			error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "fork: %s", g_strerror(errno));
		close(master);
		return NULL;
	}
	fcntl(master, F_SETFL, O_NONBLOCK);
	struct harness *h = g_new0(struct harness, 1);
	h->pid = pid;
	h->master = master;
	h->before = before;
	h->rows = options->rows;
	h->columns = options->columns;
	h->output = g_byte_array_new();
	make_screen(h);
	return h;
}

/* --- reading --- */

static void show(struct harness *h, const char *bytes, gsize len)
{
	if (len == 0)
		return;
	h->bytes += len;
	h->last_byte = g_get_monotonic_time();
	g_byte_array_append(h->output, (const guint8 *)bytes, (guint)len);
	vterm_input_write(h->vt, bytes, len);
}

/* The answers to barriers are taken out of the stream, the rest is shown. */
static void take_in(struct harness *h, const char *bytes, gsize len)
{
	const gsize n = strlen(ANSWER);
	gsize shown = 0;
	for (gsize i = 0; i < len; i++) {
		char c = bytes[i];
		if (h->held < n && c == ANSWER[h->held]) {
			if (h->held == 0)
				show(h, bytes + shown, i - shown);
			h->held++;
		} else if (h->held == n && g_ascii_isdigit(c)) {
			/* its number */
		} else if (h->held == n && c == '\a') {
			h->held = 0;
			h->answered++;
		} else if (h->held > 0) {
			show(h, ANSWER, h->held);
			h->held = c == ANSWER[0] ? 1 : 0;
			if (h->held == 0)
				show(h, &c, 1);
		} else {
			continue;
		}
		shown = i + 1;
	}
	show(h, bytes + shown, len - shown);
}

/* What the program asks of a terminal (nothing, if it is as it should be) is answered. */
static void reply(struct harness *h)
{
	char bytes[256];
	gsize n;
	while ((n = vterm_output_read(h->vt, bytes, sizeof(bytes))) > 0) {
		gssize sent = h->master >= 0 ? write(h->master, bytes, n) : 0;
		(void)sent;
	}
}

/* False where the program has closed its side. */
static bool read_some(struct harness *h)
{
	char bytes[16384];
	for (;;) {
		gssize n = read(h->master, bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return true;
		if (n <= 0)
			return false;
		take_in(h, bytes, (gsize)n);
		reply(h);
	}
}

/* The end of the process itself, which may come after the end of its output. */
static enum harness_state reap(struct harness *h, gint64 deadline)
{
	enum harness_state state = HARNESS_ENDED;
	if (h->ended)
		return state;
	int fd = (int)syscall(SYS_pidfd_open, h->pid, 0);
	struct pollfd p = {.fd = fd, .events = POLLIN};
	int left = (int)((deadline - g_get_monotonic_time()) / 1000);
	if (poll(&p, 1, MAX(left, 0)) == 0) {
		kill(h->pid, SIGKILL);
		state = HARNESS_HUNG;
	}
	close(fd);
	while (waitpid(h->pid, &h->status, 0) < 0 && errno == EINTR)
		;
	h->ended = true;
	return state;
}

static gint64 deadline_from_now(void)
{
	return g_get_monotonic_time() + PATIENCE_MS * 1000;
}

/* Writes what is left and reads what comes, until wanted() or the end. */
static enum harness_state pump(
	struct harness *h, const char *bytes, gsize len, bool (*wanted)(struct harness *h))
{
	gint64 deadline = deadline_from_now();
	if (h->ended)
		return HARNESS_ENDED;
	while (len > 0 || !wanted(h)) {
		struct pollfd p = {
			.fd = h->master, .events = (short)(POLLIN | (len > 0 ? POLLOUT : 0))};
		int left = (int)((deadline - g_get_monotonic_time()) / 1000);
		if (left <= 0 || poll(&p, 1, left) == 0) {
			kill(h->pid, SIGKILL);
			reap(h, deadline_from_now());
			return HARNESS_HUNG;
		}
		if ((p.revents & ~POLLOUT) && !read_some(h))
			return reap(h, deadline);
		if (p.revents & POLLOUT) {
			gssize n = write(h->master, bytes, len);
			if (n > 0) {
				bytes += n;
				len -= (gsize)n;
			}
		}
	}
	return HARNESS_READY;
}

static bool all_answered(struct harness *h)
{
	return h->answered >= h->asked;
}

static bool never(struct harness *h)
{
	(void)h;
	return false;
}

enum harness_state harness_send(
	struct harness *h, const char *bytes, gsize len, struct harness_step *step)
{
	g_autoptr(GString) all = g_string_new_len(bytes, (gssize)len);
	g_string_append(all, BARRIER);
	gsize before = h->bytes;
	gint64 start = g_get_monotonic_time();
	h->asked++;
	h->last_byte = start;
	enum harness_state state = pump(h, all->str, all->len, all_answered);
	if (step) {
		step->bytes = h->bytes - before;
		step->microseconds = h->last_byte - start;
	}
	return state;
}

void harness_resize(struct harness *h, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	h->rows = rows;
	h->columns = columns;
	vterm_set_size(h->vt, rows, columns);
	ioctl(h->master, TIOCSWINSZ, &size);
}

void harness_hang_up(struct harness *h)
{
	if (h->master >= 0)
		close(h->master);
	h->master = -1;
}

void harness_signal(struct harness *h, int sig)
{
	if (!h->ended)
		kill(h->pid, sig);
}

enum harness_state harness_wait(struct harness *h, int *status)
{
	enum harness_state state = HARNESS_ENDED;
	if (!h->ended && h->master >= 0)
		state = pump(h, "", 0, never);
	else if (!h->ended)
		state = reap(h, deadline_from_now());
	if (status)
		*status = h->status;
	return state;
}

void harness_free(struct harness *h)
{
	if (!h)
		return;
	harness_hang_up(h);
	harness_wait(h, NULL);
	vterm_free(h->vt);
	g_byte_array_unref(h->output);
	g_free(h);
}

/* --- keys --- */

static bool plain_key(const char *name, GString *out)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = {
		{"Enter", "\r"},
		{"Esc", "\033"},
		{"Tab", "\t"},
		{"Backtab", "\033[Z"},
		{"Shift-Tab", "\033[Z"},
		{"BackSpace", "\177"},
		{"Space", " "},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (strcmp(keys[i].name, name) == 0) {
			g_string_append(out, keys[i].bytes);
			return true;
		}
	}
	if (g_utf8_strlen(name, -1) == 1) {
		g_string_append(out, name);
		return true;
	}
	if (!g_str_has_prefix(name, "Ctrl-") || strlen(name) != 6)
		return false;
	g_string_append_c(out, (char)(g_ascii_toupper(name[5]) & 0x1f));
	return true;
}

static VTermKey special_key(const char *name)
{
	static const struct {
		const char *name;
		VTermKey key;
	} keys[] = {
		{"Up", VTERM_KEY_UP},
		{"Down", VTERM_KEY_DOWN},
		{"Left", VTERM_KEY_LEFT},
		{"Right", VTERM_KEY_RIGHT},
		{"Home", VTERM_KEY_HOME},
		{"End", VTERM_KEY_END},
		{"PgUp", VTERM_KEY_PAGEUP},
		{"PgDn", VTERM_KEY_PAGEDOWN},
		{"Ins", VTERM_KEY_INS},
		{"Del", VTERM_KEY_DEL},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (strcmp(keys[i].name, name) == 0)
			return keys[i].key;
	}
	guint64 n = 0;
	if (name[0] == 'F' && g_ascii_string_to_unsigned(name + 1, 10, 1, 12, &n, NULL))
		return VTERM_KEY_FUNCTION((int)n);
	return VTERM_KEY_NONE;
}

bool harness_key(struct harness *h, const char *name, GString *out)
{
	char bytes[64];
	gsize n;
	if (plain_key(name, out))
		return true;
	VTermKey key = special_key(name);
	if (key == VTERM_KEY_NONE)
		return false;
	vterm_keyboard_key(h->vt, key, VTERM_MOD_NONE);
	while ((n = vterm_output_read(h->vt, bytes, sizeof(bytes))) > 0)
		g_string_append_len(out, bytes, (gssize)n);
	return true;
}

/* --- looking --- */

static void append_line(struct harness *h, int row, GString *out)
{
	gsize start = out->len;
	for (int column = 0; column < h->columns; column++) {
		VTermScreenCell cell;
		VTermPos pos = {.row = row, .col = column};
		vterm_screen_get_cell(h->screen, pos, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the second half of a wide character */
		if (cell.chars[0] == 0)
			g_string_append_c(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			g_string_append_unichar(out, cell.chars[i]);
	}
	while (out->len > start && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
}

char *harness_line(struct harness *h, int row)
{
	GString *out = g_string_new(NULL);
	if (row >= 0 && row < h->rows)
		append_line(h, row, out);
	return g_string_free(out, FALSE);
}

char *harness_text(struct harness *h)
{
	GString *out = g_string_new(NULL);
	for (int row = 0; row < h->rows; row++) {
		append_line(h, row, out);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

void harness_cursor(struct harness *h, int *row, int *column)
{
	*row = h->cursor_row;
	*column = h->cursor_column;
}

int harness_rows(const struct harness *h)
{
	return h->rows;
}

int harness_columns(const struct harness *h)
{
	return h->columns;
}

int harness_bells(struct harness *h)
{
	int n = h->bells;
	h->bells = 0;
	return n;
}

GBytes *harness_output(struct harness *h)
{
	GBytes *bytes = g_byte_array_free_to_bytes(h->output);
	h->output = g_byte_array_new();
	return bytes;
}

void harness_modes_before(const struct harness *h, struct termios *modes)
{
	*modes = h->before;
}

bool harness_modes(struct harness *h, struct termios *modes)
{
	return h->master >= 0 && tcgetattr(h->master, modes) == 0;
}

pid_t harness_pid(const struct harness *h)
{
	return h->pid;
}
