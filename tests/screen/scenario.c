/* Plays scenario files. */
#include "scenario.h"
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <glib.h>
#include <glib/gstdio.h>
#include "harness.h"

#define SANITIZER_STATUS 99

struct scenario {
	const char *file; /* being read */
	int line;
	char *dir;
	char *base; /* directory of the first file: golden screens are beside it */
	bool update;
	int rows, columns;
	char *now;
	GString *held; /* keys that "go" sends at once, or NULL */
	GHashTable *variables;
	GPtrArray *env; /* NAME=VALUE */
	struct harness *harness;
	struct harness_step step; /* the last one */
	int strokes;              /* keys since "strokes" was last asked */
	int status;               /* of the program, where it has ended */
	bool ended;               /* it has, and "exit" has not yet said that it should */
};

static bool play_file(struct scenario *s, const char *path);

/* --- failing --- */

static void print_screen(struct scenario *s)
{
	if (!s->harness)
		return;
	int row, column;
	g_autofree char *text = harness_text(s->harness);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	harness_cursor(s->harness, &row, &column);
	printf("# the screen, %d x %d, cursor %d %d:\n", harness_rows(s->harness),
		harness_columns(s->harness), row, column);
	for (int i = 0; lines[i] && lines[i + 1]; i++)
		printf("# %2d |%s\n", i, lines[i]);
}

static bool fail(struct scenario *s, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool fail(struct scenario *s, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *sentence = g_strdup_vprintf(format, args);
	va_end(args);
	printf("# %s:%d: %s\n", s->file, s->line, sentence);
	print_screen(s);
	return false;
}

/* How a program may end: of itself, and with nothing found by a sanitizer. */
static bool check_end(struct scenario *s)
{
	if (WIFSIGNALED(s->status) && WTERMSIG(s->status) != SIGKILL)
		return fail(s, "the program died of signal %d", WTERMSIG(s->status));
	if (WIFEXITED(s->status) && WEXITSTATUS(s->status) == SANITIZER_STATUS)
		return fail(s, "a sanitizer found a fault");
	return true;
}

static bool need_screen(struct scenario *s)
{
	if (!s->harness)
		return fail(s, "no program runs here; \"run\" comes first");
	if (s->ended)
		return fail(s, "the program has ended with status %d", WEXITSTATUS(s->status));
	return true;
}

/* The end of the program is fine where "exit" follows. */
static bool take_state(struct scenario *s, enum harness_state state)
{
	if (state == HARNESS_HUNG)
		return fail(s, "the program hung and was killed");
	if (state == HARNESS_ENDED) {
		harness_wait(s->harness, &s->status);
		s->ended = true;
		return check_end(s);
	}
	return true;
}

static bool send(struct scenario *s, const char *bytes, gsize len)
{
	if (s->held) {
		g_string_append_len(s->held, bytes, (gssize)len);
		return need_screen(s);
	}
	return need_screen(s) && take_state(s, harness_send(s->harness, bytes, len, &s->step));
}

/* --- reading words --- */

/* A text in double quotes keeps its blanks. */
static char *unquote(const char *text)
{
	gsize n = strlen(text);
	if (n >= 2 && text[0] == '"' && text[n - 1] == '"')
		return g_strndup(text + 1, n - 2);
	return g_strdup(text);
}

static char *substitute(struct scenario *s, const char *text)
{
	GString *out = g_string_new(NULL);
	while (*text) {
		const char *end = text + 1;
		while (*text == '$' && (g_ascii_isalnum(*end) || *end == '_'))
			end++;
		g_autofree char *name = g_strndup(text + 1, (gsize)(end - text - 1));
		const char *value = *text == '$' ? g_hash_table_lookup(s->variables, name) : NULL;
		/* Variables of the shell stay. */
		if (value)
			g_string_append(out, value);
		else
			g_string_append_len(out, text, end - text);
		text = end;
	}
	return g_string_free(out, FALSE);
}

static bool read_number(const char *text, int *out)
{
	guint64 n;
	if (!g_ascii_string_to_unsigned(text, 10, 0, 100000, &n, NULL))
		return false;
	*out = (int)n;
	return true;
}

/* "3 rest": a number and what follows. */
static bool split_number(const char *args, int *n, const char **rest)
{
	gsize len = strspn(args, "0123456789");
	g_autofree char *digits = g_strndup(args, len);
	if (len == 0 || !read_number(digits, n))
		return false;
	*rest = args + len;
	while (**rest == ' ')
		(*rest)++;
	return true;
}

/* --- commands --- */

static bool close_program(struct scenario *s)
{
	bool fine = true;
	if (!s->harness)
		return true;
	s->ended = false;
	/* A program that still runs sees its terminal closed, and must end of itself. */
	harness_hang_up(s->harness);
	enum harness_state state = harness_wait(s->harness, &s->status);
	if (state == HARNESS_HUNG)
		fine = fail(s, "the program did not end when its terminal was closed");
	else
		fine = check_end(s);
	harness_free(s->harness);
	s->harness = NULL;
	return fine;
}

static bool do_run(struct scenario *s, const char *args)
{
	const char *program = g_getenv("JIUZHU");
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) words = NULL;
	if (!close_program(s))
		return false;
	if (!program)
		return fail(s, "JIUZHU does not name the program");
	g_autofree char *path = g_canonicalize_filename(program, NULL);
	g_autofree char *quoted = g_shell_quote(path);
	g_autofree char *line = g_strdup_printf("%s %s", quoted, args);
	if (!g_shell_parse_argv(line, NULL, &words, &error))
		return fail(s, "%s", error->message);
	g_ptr_array_add(s->env, NULL);
	struct harness_options options = {.rows = s->rows,
		.columns = s->columns,
		.dir = s->dir,
		.env = (const char *const *)s->env->pdata};
	s->harness = harness_start(words, &options, &error);
	g_ptr_array_remove_index(s->env, s->env->len - 1);
	if (!s->harness)
		return fail(s, "%s", error->message);
	s->ended = false;
	return take_state(s, harness_send(s->harness, "", 0, &s->step));
}

static bool run_shell(struct scenario *s, const char *command, int expected)
{
	char *argv[] = {"/bin/sh", "-c", (char *)command, NULL};
	g_auto(GStrv) env = g_get_environ();
	g_autofree char *out = NULL, *err = NULL;
	g_autoptr(GError) error = NULL;
	int status = 0;
	g_autofree char *program =
		g_canonicalize_filename(g_getenv("JIUZHU") ? g_getenv("JIUZHU") : "jiuzhu", NULL);
	env = g_environ_setenv(env, "JIUZHU", program, TRUE);
	env = g_environ_setenv(env, "HOME", s->dir, TRUE);
	env = g_environ_setenv(env, "LC_ALL", "C.UTF-8", TRUE);
	for (guint i = 0; i < s->env->len; i++) {
		g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(s->env, i), "=", 2);
		env = g_environ_setenv(env, pair[0], pair[1], TRUE);
	}
	if (!g_spawn_sync(s->dir, argv, env, 0, NULL, NULL, &out, &err, &status, &error))
		return fail(s, "%s", error->message);
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (code == expected)
		return true;
	printf("# output: %s\n# errors: %s\n", out, err);
	return fail(s, "the command gave status %d instead of %d: %s", code, expected, command);
}

static bool do_shell(struct scenario *s, const char *args)
{
	return run_shell(s, args, 0);
}

static bool do_shell_status(struct scenario *s, const char *args)
{
	int expected;
	const char *command;
	if (!split_number(args, &expected, &command))
		return fail(s, "\"shell!\" wants a status and a command");
	return run_shell(s, command, expected);
}

static bool do_size(struct scenario *s, const char *args)
{
	g_auto(GStrv) parts = g_strsplit(args, "x", 2);
	int rows, columns;
	if (!parts[0] || !parts[1] || !read_number(parts[0], &rows) ||
		!read_number(parts[1], &columns) || rows < 1 || columns < 1)
		return fail(s, "\"size\" wants ROWSxCOLUMNS");
	s->rows = rows;
	s->columns = columns;
	if (!s->harness)
		return true;
	harness_resize(s->harness, rows, columns);
	return send(s, "", 0);
}

static bool do_now(struct scenario *s, const char *args)
{
	g_ptr_array_add(s->env, g_strdup_printf("JIUZHU_NOW=%s", args));
	return true;
}

static bool do_env(struct scenario *s, const char *args)
{
	if (!strchr(args, '='))
		return fail(s, "\"env\" wants NAME=VALUE");
	g_ptr_array_add(s->env, g_strdup(args));
	return true;
}

static bool do_set(struct scenario *s, const char *args)
{
	g_auto(GStrv) parts = g_strsplit(args, " ", 2);
	if (!parts[0] || !parts[1])
		return fail(s, "\"set\" wants a name and a value");
	g_hash_table_insert(s->variables, g_strdup(parts[0]), unquote(parts[1]));
	return true;
}

static bool do_type(struct scenario *s, const char *args)
{
	g_autofree char *text = unquote(args);
	s->strokes += (int)g_utf8_strlen(text, -1);
	return send(s, text, strlen(text));
}

static bool do_send(struct scenario *s, const char *args)
{
	g_autofree char *bytes = g_strcompress(args);
	return send(s, bytes, strlen(bytes));
}

static bool do_paste(struct scenario *s, const char *args)
{
	g_autofree char *text = unquote(args);
	g_autofree char *plain = g_strcompress(text);
	g_autofree char *bytes = g_strdup_printf("\033[200~%s\033[201~", plain);
	return send(s, bytes, strlen(bytes));
}

static bool do_key(struct scenario *s, const char *args)
{
	g_auto(GStrv) words = g_strsplit(args, " ", -1);
	g_autoptr(GString) bytes = g_string_new(NULL);
	if (!need_screen(s))
		return false;
	for (int i = 0; words[i]; i++) {
		int times = 1;
		char *star = strchr(words[i], '*');
		if (!*words[i])
			continue;
		if (star && !read_number(star + 1, &times))
			return fail(s, "how often is \"%s\"?", words[i]);
		if (star)
			*star = 0;
		s->strokes += times;
		for (int n = 0; n < times; n++) {
			if (!harness_key(s->harness, words[i], bytes))
				return fail(s, "there is no key \"%s\"", words[i]);
		}
	}
	return send(s, bytes->str, bytes->len);
}

/* What is typed ahead of the program: it gets all of it before it has answered the first key. */
static bool do_hold(struct scenario *s, const char *args)
{
	(void)args;
	if (!s->held)
		s->held = g_string_new(NULL);
	return true;
}

static bool do_go(struct scenario *s, const char *args)
{
	(void)args;
	g_autoptr(GString) held = g_steal_pointer(&s->held);
	return held ? send(s, held->str, held->len) : fail(s, "\"hold\" comes before \"go\"");
}

static bool do_expect(struct scenario *s, const char *args)
{
	g_autofree char *wanted = unquote(args);
	if (!need_screen(s))
		return false;
	g_autofree char *text = harness_text(s->harness);
	return strstr(text, wanted) ? true : fail(s, "\"%s\" is not on the screen", wanted);
}

static bool do_expect_not(struct scenario *s, const char *args)
{
	g_autofree char *unwanted = unquote(args);
	if (!need_screen(s))
		return false;
	g_autofree char *text = harness_text(s->harness);
	return strstr(text, unwanted) ? fail(s, "\"%s\" is on the screen", unwanted) : true;
}

static bool do_expect_line(struct scenario *s, const char *args)
{
	int row;
	const char *rest;
	if (!need_screen(s))
		return false;
	if (!split_number(args, &row, &rest))
		return fail(s, "\"expect-line\" wants a line and a text");
	g_autofree char *wanted = unquote(rest);
	g_autofree char *line = harness_line(s->harness, row);
	if (*wanted ? strstr(line, wanted) != NULL : !*line)
		return true;
	return fail(s, "line %d is \"%s\", without \"%s\"", row, line, wanted);
}

static bool do_cursor(struct scenario *s, const char *args)
{
	int row, column, at_row, at_column;
	const char *rest;
	if (!need_screen(s))
		return false;
	if (!split_number(args, &row, &rest) || !read_number(rest, &column))
		return fail(s, "\"cursor\" wants a row and a column");
	harness_cursor(s->harness, &at_row, &at_column);
	if (row == at_row && column == at_column)
		return true;
	return fail(s, "the cursor is at %d %d, not at %d %d", at_row, at_column, row, column);
}

static void print_difference(const char *wanted, const char *found)
{
	g_auto(GStrv) old = g_strsplit(wanted, "\n", -1);
	g_auto(GStrv) new = g_strsplit(found, "\n", -1);
	guint n_old = g_strv_length(old), n_new = g_strv_length(new);
	for (guint i = 0; i < MAX(n_old, n_new); i++) {
		const char *a = i < n_old ? old[i] : NULL, *b = i < n_new ? new[i] : NULL;
		if (g_strcmp0(a, b) == 0)
			continue;
		printf("# %2u -%s\n# %2u +%s\n", i, a ? a : "", i, b ? b : "");
	}
}

/* A practice database has its own date, but the machine's time of day. */
static void mask_clock(char *text)
{
	g_autoptr(GRegex) clock = g_regex_new("\\b\\d\\d:\\d\\d:\\d\\d\\b", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_regex_match(clock, text, 0, &match);
	for (int at; g_match_info_fetch_pos(match, 0, &at, NULL); g_match_info_next(match, NULL))
		memcpy(text + at, "hh:mm:ss", 8);
}

static bool do_golden(struct scenario *s, const char *args)
{
	g_autofree char *name = g_strdup_printf("%s.txt", args);
	g_autofree char *path = g_build_filename(s->base, "golden", name, NULL);
	g_autofree char *wanted = NULL;
	g_autoptr(GError) error = NULL;
	if (!need_screen(s))
		return false;
	g_autofree char *found = harness_text(s->harness);
	mask_clock(found);
	if (s->update)
		return g_file_set_contents(path, found, -1, &error) ? true
								    : fail(s, "%s", error->message);
	if (!g_file_get_contents(path, &wanted, NULL, &error))
		return fail(s, "%s (--update writes it)", error->message);
	if (strcmp(wanted, found) == 0)
		return true;
	printf("# - as %s has it, + as it is:\n", path);
	print_difference(wanted, found);
	return fail(s, "the screen is not that of %s", path);
}

static bool do_bell(struct scenario *s, const char *args)
{
	(void)args;
	return need_screen(s) && (harness_bells(s->harness) > 0 || fail(s, "no bell was heard"));
}

/* Looks at the bytes themselves: what a terminal might obey is not on the screen. */
static bool do_sent_not(struct scenario *s, const char *args)
{
	if (!need_screen(s))
		return false;
	g_autofree char *unwanted = g_strcompress(args);
	g_autoptr(GBytes) sent = harness_output(s->harness);
	gsize len, n = strlen(unwanted);
	const char *bytes = g_bytes_get_data(sent, &len);
	for (gsize i = 0; n > 0 && i + n <= len; i++)
		if (memcmp(bytes + i, unwanted, n) == 0)
			return fail(s, "\"%s\" was sent to the terminal", args);
	return true;
}

static bool do_bytes(struct scenario *s, const char *args)
{
	int most;
	if (!need_screen(s))
		return false;
	if (!read_number(args, &most))
		return fail(s, "\"bytes\" wants a number");
	if (s->step.bytes <= (gsize)most)
		return true;
	return fail(s, "the last step took %zu bytes, %d are allowed", s->step.bytes, most);
}

/* "strokes 80 20 households": how much work it was, in keys pressed. */
static bool do_strokes(struct scenario *s, const char *args)
{
	int most;
	const char *what;
	if (!split_number(args, &most, &what))
		return fail(s, "\"strokes\" wants a number and words");
	printf("%s: %d keys\n", what, s->strokes);
	if (s->strokes > most)
		return fail(s, "%d keys, %d are allowed", s->strokes, most);
	s->strokes = 0;
	return true;
}

static bool do_kill(struct scenario *s, const char *args)
{
	(void)args;
	if (!need_screen(s))
		return false;
	harness_signal(s->harness, SIGKILL);
	harness_wait(s->harness, &s->status);
	harness_free(s->harness);
	s->harness = NULL;
	return true;
}

static bool do_hangup(struct scenario *s, const char *args)
{
	(void)args;
	return need_screen(s) && close_program(s);
}

static bool do_exit(struct scenario *s, const char *args)
{
	int expected;
	if (!s->harness)
		return need_screen(s);
	if (!read_number(args, &expected))
		return fail(s, "\"exit\" wants a status");
	if (harness_wait(s->harness, &s->status) == HARNESS_HUNG)
		return fail(s, "the program did not end");
	s->ended = false;
	if (!check_end(s))
		return false;
	if (WEXITSTATUS(s->status) != expected)
		return fail(s, "the program ended with status %d, not %d", WEXITSTATUS(s->status),
			expected);
	return true;
}

static bool do_show(struct scenario *s, const char *args)
{
	if (!need_screen(s))
		return false;
	g_autofree char *text = harness_text(s->harness);
	printf("%s%s%s\n", args, *args ? "\n" : "", text);
	return true;
}

static bool do_include(struct scenario *s, const char *args)
{
	g_autofree char *dir = g_path_get_dirname(s->file);
	g_autofree char *path = g_build_filename(dir, args, NULL);
	return play_file(s, path);
}

/* --- playing --- */

static bool play_line(struct scenario *s, const char *text)
{
	static const struct {
		const char *name;
		bool (*play)(struct scenario *s, const char *args);
	} commands[] = {
		{"run", do_run},
		{"shell", do_shell},
		{"shell!", do_shell_status},
		{"size", do_size},
		{"now", do_now},
		{"env", do_env},
		{"set", do_set},
		{"type", do_type},
		{"send", do_send},
		{"paste", do_paste},
		{"hold", do_hold},
		{"go", do_go},
		{"key", do_key},
		{"expect", do_expect},
		{"expect!", do_expect_not},
		{"expect-line", do_expect_line},
		{"cursor", do_cursor},
		{"golden", do_golden},
		{"bell", do_bell},
		{"bytes", do_bytes},
		{"sent!", do_sent_not},
		{"strokes", do_strokes},
		{"kill", do_kill},
		{"hangup", do_hangup},
		{"exit", do_exit},
		{"show", do_show},
		{"include", do_include},
	};
	while (*text == ' ' || *text == '\t')
		text++;
	if (!*text || *text == '#')
		return true;
	gsize len = strcspn(text, " \t");
	g_autofree char *name = g_strndup(text, len);
	g_autofree char *args = substitute(s, text + len + (text[len] ? 1 : 0));
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].play(s, args);
	}
	return fail(s, "there is no command \"%s\"", name);
}

static bool play_file(struct scenario *s, const char *path)
{
	const char *outer_file = s->file;
	int outer_line = s->line;
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	bool fine = true;
	if (!g_file_get_contents(path, &text, NULL, &error))
		return fail(s, "%s", error->message);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	s->file = path;
	s->line = 0;
	for (int i = 0; fine && lines[i]; i++) {
		s->line = i + 1;
		fine = play_line(s, lines[i]);
	}
	if (fine) {
		s->file = outer_file;
		s->line = outer_line;
	}
	return fine;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

bool scenario_play(const char *path, bool update)
{
	g_autoptr(GError) error = NULL;
	struct scenario s = {
		.file = path,
		.update = update,
		.rows = 24,
		.columns = 80,
		.dir = g_dir_make_tmp("screen-XXXXXX", &error),
		.base = g_path_get_dirname(path),
		.variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
		.env = g_ptr_array_new_with_free_func(g_free),
	};
	g_hash_table_insert(s.variables, g_strdup("HERE"), g_canonicalize_filename(s.base, NULL));
	bool fine = s.dir ? play_file(&s, path) : fail(&s, "%s", error->message);
	if (fine) {
		s.file = path;
		fine = close_program(&s);
	}
	harness_free(s.harness);
	if (s.dir)
		nftw(s.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (s.held)
		g_string_free(s.held, TRUE);
	g_hash_table_unref(s.variables);
	g_ptr_array_unref(s.env);
	g_free(s.dir);
	g_free(s.base);
	return fine;
}
