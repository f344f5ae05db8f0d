/* The terminal itself: given back after every end, alive in every size, and never sent a byte that
 * it should not get.  Runs the program demo_views. */
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include "harness.h"

#define SANITIZER_STATUS 99

struct place {
	char *dir, *program, *srcdir;
};

static int set_up(void **state)
{
	struct place *p = g_new0(struct place, 1);
	const char *srcdir = g_getenv("srcdir");
	p->dir = g_dir_make_tmp("terminal-XXXXXX", NULL);
	p->program = g_canonicalize_filename("tests/screen/demo_views", NULL);
	p->srcdir = g_canonicalize_filename(srcdir ? srcdir : ".", NULL);
	*state = p;
	return p->dir ? 0 : -1;
}

static int tear_down(void **state)
{
	struct place *p = *state;
	g_autofree char *draft = g_build_filename(p->dir, "draft", NULL);
	g_unlink(draft);
	int failed = g_rmdir(p->dir);
	g_free(p->dir);
	g_free(p->program);
	g_free(p->srcdir);
	g_free(p);
	return failed;
}

static struct harness *start(struct place *p, const char *item, const char *file, bool nohup)
{
	char *argv[] = {p->program, (char *)item, (char *)file, NULL};
	struct harness_options options = {
		.rows = 24, .columns = 80, .dir = p->dir, .ignore_hangup = nohup};
	struct harness *h = harness_start(argv, &options, NULL);
	assert_non_null(h);
	return h;
}

static void send(struct harness *h, const char *bytes)
{
	assert_int_equal(harness_send(h, bytes, strlen(bytes), NULL), HARNESS_READY);
}

static bool ends_with_terminal_restored(struct harness *h)
{
	g_autoptr(GBytes) out = harness_output(h);
	gsize n;
	const char *bytes = g_bytes_get_data(out, &n);
	return g_strrstr_len(bytes, (gssize)n, "\033[?2004l") &&
		g_strrstr_len(bytes, (gssize)n, "\033[?1049l");
}

/* However it ends, the modes are as they were, and the screen before is back. */
static void given_back(struct place *p, const char *bytes, int signal)
{
	struct termios before, while_running, after;
	struct harness *h = start(p, "2", NULL, false);
	harness_modes_before(h, &before);
	send(h, "");
	assert_true(harness_modes(h, &while_running));
	assert_int_not_equal(while_running.c_iflag & IXON, before.c_iflag & IXON);
	assert_int_equal(while_running.c_lflag & (ISIG | ICANON | ECHO), 0);
	if (signal)
		harness_signal(h, signal);
	else
		harness_send(h, bytes, strlen(bytes), NULL);
	assert_int_equal(harness_wait(h, NULL), HARNESS_ENDED);
	assert_true(harness_modes(h, &after));
	assert_int_equal(before.c_iflag, after.c_iflag);
	assert_int_equal(before.c_oflag, after.c_oflag);
	assert_int_equal(before.c_cflag, after.c_cflag);
	assert_int_equal(before.c_lflag, after.c_lflag);
	assert_memory_equal(before.c_cc, after.c_cc, sizeof(before.c_cc));
	assert_true(ends_with_terminal_restored(h));
	harness_free(h);
}

static void terminal_is_given_back(void **state)
{
	static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGABRT, SIGBUS, SIGQUIT};
	given_back(*state, "\021", 0); /* Ctrl-Q */
	given_back(*state, "\013", 0); /* Ctrl-K: abort() */
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		given_back(*state, NULL, signals[i]);
}

static void fatal_signals_take_their_course(void **state)
{
	int status;
	struct harness *h = start(*state, "1", NULL, false);
	send(h, "");
	harness_send(h, "\013", 1, NULL);
	assert_int_equal(harness_wait(h, &status), HARNESS_ENDED);
	assert_true((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) ||
		(WIFEXITED(status) && WEXITSTATUS(status) == SANITIZER_STATUS));
	harness_free(h);
}

/* A terminal that is gone ends the program, also where SIGHUP never comes; what is fine is kept. */
static void hang_up_ends_it(void **state)
{
	struct place *p = *state;
	for (int nohup = 0; nohup < 2; nohup++) {
		int status;
		g_autofree char *draft = g_build_filename(p->dir, "draft", NULL);
		g_autofree char *text = NULL;
		struct harness *h = start(p, "2", NULL, nohup);
		g_unlink(draft);
		send(h, "王小明");
		harness_hang_up(h);
		assert_int_equal(harness_wait(h, &status), HARNESS_ENDED);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 1);
		assert_true(g_file_get_contents(draft, &text, NULL, NULL));
		assert_non_null(strstr(text, "王小明"));
		harness_free(h);
	}
}

/* Stopped from outside the terminal is lent out, and all is there afterwards. */
static void stopped_and_continued(void **state)
{
	struct termios before, stopped;
	int status;
	struct harness *h = start(*state, "2", NULL, false);
	harness_modes_before(h, &before);
	send(h, "王");
	g_autofree char *old = harness_text(h);
	harness_signal(h, SIGTSTP);
	assert_int_equal(waitpid(harness_pid(h), &status, WUNTRACED), harness_pid(h));
	assert_true(WIFSTOPPED(status));
	assert_true(harness_modes(h, &stopped));
	assert_int_equal(before.c_lflag, stopped.c_lflag);
	harness_signal(h, SIGCONT);
	send(h, "");
	g_autofree char *new = harness_text(h);
	assert_string_equal(old, new);
	harness_free(h);
}

static void random_keys(GRand *rand, GString *out, struct harness *h)
{
	static const char *const keys[] = {"Up", "Down", "PgUp", "PgDn", "Home", "End", "Left",
		"Right", "Enter", "Tab", "Backtab", "BackSpace", "Esc", "F1", "F5", "F8", "F10",
		"1", "2", "4", "王", "李", "x", "＋", "Ctrl-U", "Del", "Enter", "Down"};
	g_string_truncate(out, 0);
	for (int i = g_rand_int_range(rand, 1, 4); i > 0; i--)
		harness_key(h, keys[g_rand_int_range(rand, 0, G_N_ELEMENTS(keys))], out);
}

/* The menu was left by Esc: another program. */
static struct harness *alive(struct place *p, struct harness *h, enum harness_state state)
{
	int status;
	if (state == HARNESS_READY)
		return h;
	assert_int_equal(state, HARNESS_ENDED);
	assert_int_equal(harness_wait(h, &status), HARNESS_ENDED);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	harness_free(h);
	h = start(p, "2", NULL, false);
	send(h, "");
	return h;
}

/* What was painted bit by bit is what is painted anew. */
static void assert_painted_right(struct harness *h)
{
	g_autofree char *old = harness_text(h);
	send(h, "\014"); /* Ctrl-L */
	g_autofree char *new = harness_text(h);
	assert_string_equal(old, new);
}

static void random_keys_paint_right(void **state)
{
	GRand *rand = g_rand_new_with_seed(7);
	g_autoptr(GString) keys = g_string_new(NULL);
	struct harness *h = start(*state, "2", NULL, false);
	send(h, "");
	for (int i = 0; i < 1500; i++) {
		random_keys(rand, keys, h);
		h = alive(*state, h, harness_send(h, keys->str, keys->len, NULL));
		assert_painted_right(h);
	}
	harness_free(h);
	g_rand_free(rand);
}

/* A storm of sizes with keys between them: it lives, and at 80x24 all is as it should be. */
static void resize_storm(void **state)
{
	GRand *rand = g_rand_new_with_seed(11);
	g_autoptr(GString) keys = g_string_new(NULL);
	struct harness *h = start(*state, "1", NULL, false);
	send(h, "");
	for (int i = 0; i < 600; i++) {
		harness_resize(h, g_rand_int_range(rand, 1, 81), g_rand_int_range(rand, 1, 301));
		random_keys(rand, keys, h);
		/* Now and then a burst of sizes is not waited for. */
		if (g_rand_int_range(rand, 0, 3) == 0)
			continue;
		h = alive(*state, h, harness_send(h, keys->str, keys->len, NULL));
	}
	harness_resize(h, 24, 80);
	send(h, "");
	assert_painted_right(h);
	g_autofree char *line = harness_line(h, 0);
	assert_true(g_str_has_prefix(line, " jiuzhu"));
	harness_resize(h, 20, 60);
	send(h, "");
	g_autofree char *small = harness_line(h, 0);
	assert_true(g_str_has_prefix(small, "The window is too small"));
	harness_free(h);
	g_rand_free(rand);
}

/* Keys far faster than anyone types: none is lost, however they are cut into reads. */
static void type_ahead_is_kept(void **state)
{
	struct place *p = *state;
	g_autofree char *draft = g_build_filename(p->dir, "draft", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GString) keys = g_string_new("王\r+++");
	g_autoptr(GString) wanted = g_string_new("\n");
	struct harness *h = start(p, "2", NULL, false);
	for (int i = 0; i < 1500; i++) { /* a field takes 4096 bytes */
		const char *c = i % 3 == 0 ? "张" : i % 3 == 1 ? "a" : "𠮷";
		g_string_append(wanted, c);
		g_string_append(keys, c);
	}
	g_string_append(wanted, "\n");
	g_string_append(keys, "\r");
	send(h, keys->str);
	assert_true(g_file_get_contents(draft, &text, NULL, NULL));
	assert_non_null(strstr(text, wanted->str));
	harness_free(h);
}

static bool is_allowed_char(gunichar c)
{
	if (c < 0x20)
		return c == '\r' || c == '\n' || c == '\b' || c == '\a';
	if (c >= 0x7f && c < 0xa0)
		return false;
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2060 && c <= 0x2069) || c == 0xfeff)
		return false;
	return !(c >= 0xe000 && c <= 0xf8ff);
}

/* Past one escape sequence, or NULL where it is none that a screen is painted with. No queries, no
 * titles, no clipboard. */
static const char *after_sequence(const char *p)
{
	if (p[1] == '(' && p[2] == 'B')
		return p + 3;
	if (p[1] != '[')
		return NULL;
	for (p += 2; (*p >= '0' && *p <= '9') || *p == ';' || *p == '?'; p++)
		;
	return *p && strchr("ABCDGHJKLMPSTXbdhlmrt@", *p) ? p + 1 : NULL;
}

static void assert_harmless(struct harness *h)
{
	g_autoptr(GBytes) out = harness_output(h);
	gsize n;
	const char *bytes = g_bytes_get_data(out, &n);
	g_autofree char *text = g_strndup(bytes, n);
	assert_int_equal(strlen(text), n);
	assert_true(g_utf8_validate(text, (gssize)n, NULL));
	for (const char *p = text; *p;) {
		if (*p == '\033') {
			p = after_sequence(p);
			assert_non_null(p);
			continue;
		}
		assert_true(is_allowed_char(g_utf8_get_char(p)));
		p = g_utf8_next_char(p);
	}
}

/* Hostile text reaches the terminal only as harmless characters, in cells, notes and fields. */
static void only_harmless_bytes_are_sent(void **state)
{
	struct place *p = *state;
	g_autofree char *cells =
		g_build_filename(p->srcdir, "tests/screen/demo/hostile.cells", NULL);
	struct harness *h = start(p, "10", cells, false);
	send(h, "");
	for (int i = 0; i < 25; i++)
		send(h, "\r\033[B");
	assert_harmless(h);
	harness_free(h);
	h = start(p, "2", NULL, false);
	send(h, "\033[200~a\033]0;x\007\302\233b\342\200\256c\033[201~\r");
	send(h, "\342\200\256\342\200\213\302\205");
	assert_harmless(h);
	harness_free(h);
}

/* A key repaints what changed; the whole screen is only sent anew by Ctrl-L or another size. */
static void little_is_sent(void **state)
{
	struct harness *h = start(*state, "1", NULL, false);
	struct harness_step step;
	send(h, "");
	g_bytes_unref(harness_output(h));
	for (int i = 0; i < 40; i++)
		send(h, "\033[B");
	g_autoptr(GBytes) out = harness_output(h);
	gsize n;
	const char *bytes = g_bytes_get_data(out, &n);
	assert_null(g_strstr_len(bytes, (gssize)n, "\033[2J"));
	assert_null(g_strstr_len(bytes, (gssize)n, "\033[H\033[J"));
	/* Nothing changes: nothing is sent. */
	assert_int_equal(harness_send(h, "", 0, &step), HARNESS_READY);
	assert_int_equal(step.bytes, 0);
	/* All of it is, where Ctrl-L asks for it. */
	assert_int_equal(harness_send(h, "\014", 1, &step), HARNESS_READY);
	assert_true(step.bytes > 1500);
	harness_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminal_is_given_back),
		cmocka_unit_test(fatal_signals_take_their_course),
		cmocka_unit_test(hang_up_ends_it),
		cmocka_unit_test(stopped_and_continued),
		cmocka_unit_test(random_keys_paint_right),
		cmocka_unit_test(resize_storm),
		cmocka_unit_test(type_ahead_is_kept),
		cmocka_unit_test(only_harmless_bytes_are_sent),
		cmocka_unit_test(little_is_sent),
	};
	return cmocka_run_group_tests_name("terminal", tests, set_up, tear_down);
}
