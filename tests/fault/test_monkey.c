/* Keys and window sizes at random, on every screen there is: the program never falls, a screen
 * painted anew is the screen that was there, and the database stays sound.
 *
 * The seed is printed; JIUZHU_SEED repeats a run.
 */
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <glib.h>
#include "../screen/harness.h"

#define KEYS 10000
#define LOOK_EVERY 50
#define SCREENS_LEAST 8
#define LAST 30 /* keys shown where something went wrong */

struct test {
	char *dir, *program;
	struct harness *harness;
	GRand *rand;
	GQueue last;      /* char *, what was done */
	GHashTable *seen; /* titles of screens */
	int restarts;
};

static const char *const keys[] = {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10",
	"F11", "F12", "Enter", "Enter", "Enter", "Enter", "Esc", "Esc", "Esc", "Esc", "Up", "Down",
	"Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Tab", "Shift-Tab", "BackSpace",
	"Del", "Ctrl-O", "Ctrl-P", "Ctrl-T", "Ctrl-D", "Ctrl-W", "Ctrl-U", "Ctrl-L", "Ctrl-G",
	"Ctrl-N"};
static const char *const texts[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "1", "2", ".",
	"*", "+", "-", "/", "t", "王", "石满仓", "wang", "01", "140322196803152714", "1200*3",
	"２０２４", "x", " ", "\033[200~粘贴\n两行\033[201~"};

static void start(struct test *t)
{
	static const char *const env[] = {"JIUZHU_NOW=2026-07-15", NULL};
	char *argv[] = {t->program, "--db", "town.db", NULL};
	struct harness_options options = {.rows = 24, .columns = 80, .dir = t->dir, .env = env};
	g_autoptr(GError) error = NULL;
	t->harness = harness_start(argv, &options, &error);
	if (!t->harness) {
		printf("# %s\n", error->message);
		exit(99);
	}
	harness_send(t->harness, "", 0, NULL);
}

static bool run(const struct test *t, const char *first, const char *second)
{
	char *argv[] = {t->program, (char *)first, "--db", (char *)second, NULL};
	g_autofree char *out = NULL, *err = NULL;
	int status = -1;
	g_spawn_sync(t->dir, argv, NULL, 0, NULL, NULL, &out, &err, &status, NULL);
	if (status != 0)
		printf("# jiuzhu %s: %s%s\n", first, out ? out : "", err ? err : "");
	return status == 0;
}

static void remember(struct test *t, char *what)
{
	g_queue_push_tail(&t->last, what);
	if (g_queue_get_length(&t->last) > LAST)
		g_free(g_queue_pop_head(&t->last));
}

static enum harness_state do_something(struct test *t)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	int choice = g_rand_int_range(t->rand, 0, 60);
	if (choice == 0) {
		int rows = g_rand_int_range(t->rand, 1, 60);
		int columns = g_rand_int_range(t->rand, 1, 200);
		remember(t, g_strdup_printf("size %dx%d", rows, columns));
		harness_resize(t->harness, rows, columns);
	} else if (choice < 6) {
		remember(t, g_strdup("size 24x80"));
		harness_resize(t->harness, 24, 80);
	} else if (choice < 38) {
		gint32 i = g_rand_int_range(t->rand, 0, G_N_ELEMENTS(keys));
		remember(t, g_strdup(keys[i]));
		harness_key(t->harness, keys[i], bytes);
	} else {
		gint32 i = g_rand_int_range(t->rand, 0, G_N_ELEMENTS(texts));
		remember(t, g_strescape(texts[i], NULL));
		g_string_append(bytes, texts[i]);
	}
	return harness_send(t->harness, bytes->str, bytes->len, NULL);
}

static bool complain(struct test *t, const char *what)
{
	printf("# %s; done last:\n", what);
	for (GList *l = t->last.head; l; l = l->next)
		printf("#   %s\n", (const char *)l->data);
	return false;
}

/* What is on the screen is what would be painted on an empty one. */
static bool look(struct test *t)
{
	harness_resize(t->harness, 24, 80);
	if (harness_send(t->harness, "", 0, NULL) != HARNESS_READY)
		return complain(t, "the program ended when its window changed");
	g_autofree char *before = harness_text(t->harness);
	char *title = harness_line(t->harness, 0);
	g_hash_table_add(t->seen, g_strndup(title, strcspn(title, "[")));
	g_free(title);
	if (harness_send(t->harness, "\f", 1, NULL) != HARNESS_READY)
		return complain(t, "the program ended when it painted");
	g_autofree char *after = harness_text(t->harness);
	if (strcmp(before, after) == 0)
		return true;
	printf("# before:\n%s# painted anew:\n%s", before, after);
	return complain(t, "the screen is not what it would be when painted anew");
}

/* Leaving by the keys is fine; anything else is not. */
static bool go_on(struct test *t, enum harness_state state)
{
	int status = 0;
	if (state == HARNESS_READY)
		return true;
	if (state == HARNESS_HUNG)
		return complain(t, "the program hung");
	harness_wait(t->harness, &status);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return complain(t, "the program fell");
	harness_free(t->harness);
	start(t);
	t->restarts++;
	return true;
}

static bool play(struct test *t)
{
	bool fine = true;
	start(t);
	for (int n = 1; fine && n <= KEYS; n++) {
		fine = go_on(t, do_something(t));
		if (fine && n % LOOK_EVERY == 0)
			fine = look(t);
	}
	harness_free(t->harness);
	return run(t, "verify", "town.db") && fine;
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
	const char *program = g_getenv("JIUZHU"), *wanted = g_getenv("JIUZHU_SEED");
	guint32 seed = wanted ? (guint32)g_ascii_strtoull(wanted, NULL, 10) : g_random_int();
	struct test t = {.rand = g_rand_new_with_seed(seed),
		.last = G_QUEUE_INIT,
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# seed %u\n", seed);
	if (!program) {
		printf("# JIUZHU does not name the program\n");
		return 99;
	}
	t.program = g_canonicalize_filename(program, NULL);
	t.dir = g_dir_make_tmp("monkey-XXXXXX", NULL);
	g_setenv("JIUZHU_NOW", "2026-07-15", TRUE);
	bool fine = run(&t, "demo", "town.db") && play(&t);
	nftw(t.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	g_rand_free(t.rand);
	guint screens = g_hash_table_size(t.seen);
	if (fine && screens < SCREENS_LEAST)
		fine = complain(&t, "it hardly left the first screen");
	printf("%s - %d keys and sizes at random, %u titles seen, %d times left and opened again\n",
		fine ? "ok" : "not ok", KEYS, screens, t.restarts);
	g_queue_clear_full(&t.last, g_free);
	g_hash_table_unref(t.seen);
	g_free(t.program);
	g_free(t.dir);
	return !fine;
}
