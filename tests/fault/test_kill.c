/* kill -9 at random moments while an application is typed, its steps are taken, a roster is
 * imported and a month is planned.
 *
 * A first run, undisturbed, writes down after every key what the database holds and where the
 * cursor stands.  Then the program is killed a hundred times; what the database holds must be what
 * it held after the last key that was answered, or after the one that was being answered: nothing
 * acknowledged is lost, no step is half done, and the draft opens at its field.
 *
 * The seed is printed; JIUZHU_SEED repeats a run (but for the microseconds).
 */
#include <ftw.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <glib.h>
#include <glib/gstdio.h>
#include "../screen/harness.h"
#include "store/db.h"
#include "store/draft.h"

#define KILLS 100
#define LONGEST_WAIT 6000 /* microseconds from a key to the kill */
#define NOW "JIUZHU_NOW=2024-01-16"

struct event {
	char *text; /* as in the file */
	bool is_key;
};

struct moment {
	char *facts;  /* what the database holds after this event */
	char *drafts; /* what is being typed, by whom */
	char *field;  /* the label of the line with the cursor, "" outside forms */
};

struct part {
	char *name, *before; /* the database it begins with */
	GPtrArray *events;   /* struct event * */
	GPtrArray *moments;  /* struct moment *; one more: the first is before any event */
};

struct test {
	char *dir, *program;
	GPtrArray *parts; /* struct part * */
	int failures;
};

static void event_free(gpointer data)
{
	g_free(((struct event *)data)->text);
	g_free(data);
}

static void moment_free(gpointer data)
{
	struct moment *m = data;
	g_free(m->facts);
	g_free(m->drafts);
	g_free(m->field);
	g_free(m);
}

static void part_free(gpointer data)
{
	struct part *p = data;
	g_ptr_array_unref(p->events);
	g_ptr_array_unref(p->moments);
	g_free(p->name);
	g_free(p->before);
	g_free(p);
}

/* --- reading the script --- */

static void read_script(struct test *t, const char *path);

static void read_line(struct test *t, const char *folder, const char *line)
{
	struct part *p = t->parts->len ? g_ptr_array_index(t->parts, t->parts->len - 1) : NULL;
	if (g_str_has_prefix(line, "include ")) {
		g_autofree char *path = g_build_filename(folder, line + strlen("include "), NULL);
		read_script(t, path);
	} else if (g_str_has_prefix(line, "part ")) {
		p = g_new0(struct part, 1);
		p->name = g_strdup(line + strlen("part "));
		p->events = g_ptr_array_new_with_free_func(event_free);
		p->moments = g_ptr_array_new_with_free_func(moment_free);
		g_ptr_array_add(t->parts, p);
	} else if (p && g_str_has_prefix(line, "key ")) {
		/* One key an event: what is saved between two keys can be told. */
		g_auto(GStrv) words = g_strsplit(line + strlen("key "), " ", -1);
		for (int i = 0; words[i]; i++) {
			char *star = strchr(words[i], '*');
			int times = star ? (int)g_ascii_strtoll(star + 1, NULL, 10) : 1;
			if (star)
				*star = '\0';
			for (int n = 0; n < times; n++) {
				struct event *e = g_new0(struct event, 1);
				*e = (struct event){g_strdup(words[i]), true};
				g_ptr_array_add(p->events, e);
			}
		}
	} else if (p && g_str_has_prefix(line, "type ")) {
		struct event *e = g_new0(struct event, 1);
		*e = (struct event){g_strdup(line + strlen("type ")), false};
		g_ptr_array_add(p->events, e);
	}
}

static void read_script(struct test *t, const char *path)
{
	g_autofree char *text = NULL;
	g_autofree char *folder = g_path_get_dirname(path);
	g_autoptr(GError) error = NULL;
	if (!g_file_get_contents(path, &text, NULL, &error)) {
		printf("# %s\n", error->message);
		exit(99);
	}
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i]; i++)
		read_line(t, folder, lines[i]);
}

/* --- the database --- */

static char *path_in(const struct test *t, const char *name)
{
	return g_build_filename(t->dir, name, NULL);
}

static void copy_file(const struct test *t, const char *from, const char *to)
{
	g_autofree char *a = path_in(t, from), *b = path_in(t, to), *bytes = NULL;
	gsize len;
	g_autoptr(GError) error = NULL;
	g_unlink(b);
	if (!g_file_test(a, G_FILE_TEST_EXISTS))
		return;
	if (!g_file_get_contents(a, &bytes, &len, &error) ||
		!g_file_set_contents_full(
			b, bytes, (gssize)len, G_FILE_SET_CONTENTS_NONE, 0600, &error)) {
		printf("# %s\n", error->message);
		exit(99);
	}
}

/* With what is still in the log beside it. */
static void copy_database(const struct test *t, const char *from, const char *to)
{
	static const char *const tails[] = {"", "-wal"};
	g_autofree char *shm = g_strdup_printf("%s/%s-shm", t->dir, to);
	for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *a = g_strconcat(from, tails[i], NULL);
		g_autofree char *b = g_strconcat(to, tails[i], NULL);
		copy_file(t, a, b);
	}
	g_unlink(shm);
}

/* What a step changes, in one transaction. */
static const char *const facts[] = {
	"SELECT file_no, state, account, returned_to FROM casefile ORDER BY id",
	"SELECT casefile, action, done_on, undone FROM step ORDER BY id",
	"SELECT casefile, key, due, met_on FROM deadline ORDER BY id",
	"SELECT casefile, visited_on, conclusion FROM survey ORDER BY id",
	"SELECT casefile, given_on, result, text FROM opinion ORDER BY id",
	"SELECT casefile, posted_on, ends_on, amount, result FROM publicity ORDER BY id",
	"SELECT casefile, kind, amount, from_month, document FROM decision ORDER BY id",
	"SELECT casefile, decision, from_month, to_month, base FROM award ORDER BY id",
	"SELECT name, id_no FROM person ORDER BY id",
	"SELECT household, relation, seq FROM member ORDER BY id",
	"SELECT section, declared FROM income_item ORDER BY id",
	"SELECT for_month, area, state, households, persons, amount FROM payment_batch ORDER BY id",
	"SELECT batch, state, count(*), sum(amount) FROM payment GROUP BY 1, 2 ORDER BY 1, 2",
};

static void append_rows(GString *out, struct db *db, const char *sql, GError **error)
{
	struct query *q = db_query(db, sql, "");
	while (query_next(q)) {
		for (int col = 0; col < query_columns(q); col++)
			g_string_append_printf(out, "%s|", query_text(q, col));
		g_string_append_c(out, '\n');
	}
	query_end(q, error);
}

static void read_moment(const struct test *t, const char *name, struct moment *m)
{
	g_autofree char *path = path_in(t, name);
	g_autoptr(GError) error = NULL;
	GString *rows = g_string_new(NULL), *drafts = g_string_new(NULL);
	g_autoptr(db) db = db_open(path, DB_READ, &error);
	for (gsize i = 0; db && i < G_N_ELEMENTS(facts) && !error; i++)
		append_rows(rows, db, facts[i], &error);
	if (db && !error)
		append_rows(drafts, db,
			"SELECT operator_id, form, subject, body FROM draft ORDER BY 1, 2, 3",
			&error);
	if (error)
		g_string_append_printf(rows, "unreadable: %s", error->message);
	m->facts = g_string_free(rows, FALSE);
	m->drafts = g_string_free(drafts, FALSE);
}

/* --- the program --- */

static struct harness *start(const struct test *t, const char *database)
{
	static const char *const env[] = {NOW, NULL};
	char *argv[] = {t->program, "--db", (char *)database, NULL};
	struct harness_options options = {.rows = 24, .columns = 80, .dir = t->dir, .env = env};
	g_autoptr(GError) error = NULL;
	struct harness *h = harness_start(argv, &options, &error);
	if (!h) {
		printf("# %s\n", error->message);
		exit(99);
	}
	return h;
}

static enum harness_state play(struct harness *h, const struct event *e)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	if (!e->is_key)
		g_string_append(bytes, e->text);
	else if (!harness_key(h, e->text, bytes))
		printf("# there is no key %s\n", e->text);
	return harness_send(h, bytes->str, bytes->len, NULL);
}

/* The label of the field under the cursor. */
static char *read_field(struct harness *h)
{
	for (int row = 1; row < harness_rows(h) - 2; row++) {
		g_autofree char *line = harness_line(h, row);
		if ((line[0] == '>' || line[0] == '!') && strlen(line) > 3) {
			char *label = g_strdup(line + 3);
			char *end = strchr(label, ' ');
			if (end)
				*end = '\0';
			return label;
		}
	}
	return g_strdup("");
}

static int run(const struct test *t, const char *first, const char *second, const char *third)
{
	g_autofree char *path = path_in(t, third);
	char *argv[] = {t->program, (char *)first, (char *)second, path, NULL};
	g_autofree char *out = NULL, *err = NULL;
	int status = -1;
	g_spawn_sync(t->dir, argv, NULL, 0, NULL, NULL, &out, &err, &status, NULL);
	if (status != 0)
		printf("# %s %s: %s%s\n", first, third, out ? out : "", err ? err : "");
	return status;
}

static const struct moment *moment_at(const struct part *p, guint i)
{
	return g_ptr_array_index(p->moments, MIN(i, p->moments->len - 1));
}

static void complain(struct test *t, const struct part *p, guint at, const char *what)
{
	const struct event *e = g_ptr_array_index(p->events, MIN(at, p->events->len - 1));
	printf("# %s, killed at key %u (%s): %s\n", p->name, at + 1, e->text, what);
	t->failures++;
}

/* --- the undisturbed run --- */

static void note_moment(struct test *t, struct part *p, struct harness *h, const char *database)
{
	struct moment *m = g_new0(struct moment, 1);
	read_moment(t, database, m);
	m->field = read_field(h);
	g_ptr_array_add(p->moments, m);
}

/* The undisturbed run is what the kills are measured by, so it is measured itself: a field that was
 * left is in the draft, and so is the field that was gone to. */
static void check_saved(struct test *t, struct part *p, guint i)
{
	const struct event *e = g_ptr_array_index(p->events, i);
	const struct event *typed = i ? g_ptr_array_index(p->events, i - 1) : e;
	const struct moment *before = moment_at(p, i), *after = moment_at(p, i + 1);
	if (!strstr(before->drafts, "|application|") || !strstr(after->drafts, "|application|"))
		return;
	/* A dialog above it leaves the beginning of the label. */
	if (g_str_has_prefix(before->field, after->field) ||
		g_str_has_prefix(after->field, before->field))
		return;
	if (strcmp(before->drafts, after->drafts) == 0)
		complain(t, p, i, "the cursor went on, but the draft did not");
	if (!typed->is_key && strlen(typed->text) >= 9 && !strstr(after->drafts, typed->text))
		complain(t, p, i, "what was typed is not in the draft");
}

static bool play_undisturbed(struct test *t, struct part *p, const char *database)
{
	struct harness *h = start(t, database);
	bool fine = harness_send(h, "", 0, NULL) == HARNESS_READY;
	note_moment(t, p, h, database);
	for (guint i = 0; fine && i < p->events->len; i++) {
		fine = play(h, g_ptr_array_index(p->events, i)) == HARNESS_READY;
		note_moment(t, p, h, database);
		check_saved(t, p, i);
	}
	harness_free(h);
	return fine;
}

/* --- a kill --- */

struct killer {
	pid_t pid;
	gulong after;
};

static gpointer killer_run(gpointer data)
{
	struct killer *k = data;
	g_usleep(k->after);
	kill(k->pid, SIGKILL);
	return NULL;
}

/* A draft of the application goes on at the field where it was. */
static void check_field(
	struct test *t, const struct part *p, guint answered, const struct moment *found)
{
	const struct moment *before = moment_at(p, answered), *after = moment_at(p, answered + 1);
	struct harness *h = start(t, "killed.db");
	bool open = harness_send(h, "7", 1, NULL) == HARNESS_READY &&
		harness_send(h, "\r", 1, NULL) == HARNESS_READY;
	g_autofree char *field = open ? read_field(h) : g_strdup("");
	bool same = g_str_has_prefix(field, before->field) || g_str_has_prefix(field, after->field);
	if (!open)
		complain(t, p, answered, "the program did not open again");
	else if (strstr(found->drafts, "|application|new|") && !same) {
		g_autofree char *what = g_strdup_printf(
			"the draft went on at \"%s\", not at \"%s\"", field, before->field);
		complain(t, p, answered, what);
	}
	harness_free(h);
}

/* Every finished field is there; the one that was being left may be there too. */
static bool keeps_fields(const char *before, const char *found)
{
	g_auto(GStrv) lines = g_strsplit(before, "\n", -1);
	g_auto(GStrv) present = g_strsplit(found, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		bool told = g_str_has_prefix(lines[i], "cursor\t") ||
			g_str_has_prefix(lines[i], "block\t");
		if (!told && !g_strv_contains((const char *const *)present, lines[i]))
			return false;
	}
	return true;
}

static void check_moment(
	struct test *t, const struct part *p, guint answered, const struct moment *found)
{
	const struct moment *before = moment_at(p, answered), *after = moment_at(p, answered + 1);
	bool is_after = strcmp(found->facts, after->facts) == 0;
	bool is_before = strcmp(found->facts, before->facts) == 0;
	const char *what = NULL;
	if (!is_before && !is_after)
		what = "the database holds neither what it held before nor after";
	else if (strcmp(found->drafts, after->drafts) != 0 &&
		!(is_before && keeps_fields(before->drafts, found->drafts)))
		what = "fields that were finished are not in the draft";
	if (!what)
		return;
	complain(t, p, answered, what);
	printf("# before:\n%s%s# after:\n%s%s# found:\n%s%s", before->facts, before->drafts,
		after->facts, after->drafts, found->facts, found->drafts);
}

static void check(struct test *t, const struct part *p, guint answered)
{
	struct moment found = {0};
	read_moment(t, "killed.db", &found);
	check_moment(t, p, answered, &found);
	if (run(t, "verify", "--db", "killed.db") != 0)
		complain(t, p, answered, "jiuzhu verify objects");
	check_field(t, p, answered, &found);
	g_free(found.facts);
	g_free(found.drafts);
}

static void kill_once(struct test *t, const struct part *p, GRand *rand)
{
	guint at = (guint)g_rand_int_range(rand, 0, (gint32)p->events->len);
	gulong after = (gulong)g_rand_int_range(rand, 0, LONGEST_WAIT);
	copy_database(t, p->before, "killed.db");
	struct harness *h = start(t, "killed.db");
	struct killer k = {harness_pid(h), after};
	enum harness_state state = harness_send(h, "", 0, NULL);
	GThread *thread = NULL;
	guint answered = 0;
	for (guint i = 0; state == HARNESS_READY && i < p->events->len; i++) {
		if (i == at)
			thread = g_thread_new("killer", killer_run, &k);
		state = play(h, g_ptr_array_index(p->events, i));
		if (state == HARNESS_READY)
			answered = i + 1;
	}
	if (thread)
		g_thread_join(thread);
	if (state == HARNESS_HUNG)
		complain(t, p, answered, "the program hung");
	harness_wait(h, NULL);
	harness_free(h);
	check(t, p, answered);
}

/* --- all --- */

static void take_roster(const struct test *t, const char *source)
{
	g_autofree char *from =
		g_build_filename(source, "tests", "data", "roster-xiushui.csv", NULL);
	g_autofree char *to = path_in(t, "roster-xiushui.csv"), *bytes = NULL;
	gsize len;
	if (!g_file_get_contents(from, &bytes, &len, NULL) ||
		!g_file_set_contents(to, bytes, (gssize)len, NULL)) {
		printf("# %s cannot be copied\n", from);
		exit(99);
	}
}

static void prepare(struct test *t)
{
	char *argv[] = {
		t->program, "init", "--practice", "--office", "140322100", "--db", "new.db", NULL};
	int status = -1;
	g_setenv("JIUZHU_NOW", strchr(NOW, '=') + 1, TRUE);
	g_spawn_sync(t->dir, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
		&status, NULL);
	if (status != 0) {
		printf("# jiuzhu init gave status %d\n", WEXITSTATUS(status));
		exit(99);
	}
	copy_database(t, "new.db", "work.db");
	for (guint i = 0; i < t->parts->len; i++) {
		struct part *p = g_ptr_array_index(t->parts, i);
		p->before = g_strdup_printf("before-%u.db", i);
		copy_database(t, "work.db", p->before);
		if (!play_undisturbed(t, p, "work.db"))
			complain(t, p, 0, "the program ended");
	}
	/* What was typed came to what it should, or the kills would prove nothing. */
	struct moment end = {0};
	read_moment(t, "work.db", &end);
	if (!strstr(end.facts, "DB-2024-0001|active|") ||
		!strstr(end.facts, "2024-02|rural|approved|87|")) {
		printf("# the case was not confirmed, or not paid:\n%s%s", end.facts, end.drafts);
		t->failures++;
	}
	g_free(end.facts);
	g_free(end.drafts);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

int main(void)
{
	const char *program = g_getenv("JIUZHU"), *source = g_getenv("srcdir");
	const char *wanted = g_getenv("JIUZHU_SEED");
	guint32 seed = wanted ? (guint32)g_ascii_strtoull(wanted, NULL, 10) : g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	struct test t = {.parts = g_ptr_array_new_with_free_func(part_free)};
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# seed %u\n", seed);
	if (!program) {
		printf("# JIUZHU does not name the program\n");
		return 99;
	}
	t.program = g_canonicalize_filename(program, NULL);
	t.dir = g_dir_make_tmp("kill-XXXXXX", NULL);
	g_autofree char *script =
		g_build_filename(source ? source : ".", "tests", "fault", "kill.txt", NULL);
	read_script(&t, script);
	take_roster(&t, source ? source : ".");
	prepare(&t);
	for (int n = 0; t.failures == 0 && n < KILLS; n++)
		kill_once(&t, g_ptr_array_index(t.parts, (guint)n % t.parts->len), rand);
	nftw(t.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	printf("%s - %d kills while a household is entered, decided and paid\n",
		t.failures ? "not ok" : "ok", KILLS);
	g_ptr_array_unref(t.parts);
	g_free(t.program);
	g_free(t.dir);
	return t.failures > 0;
}
