#include "test_form.h"

#include <glib/gstdio.h>
#include <string.h>

struct bench *bench_new(const char *path, ...)
{
	struct bench *b = g_new0(struct bench, 1);
	va_list files;
	b->dir = g_dir_make_tmp("form-XXXXXX", NULL);
	assert_non_null(b->dir);
	va_start(files, path);
	for (const char *p = path; p; p = va_arg(files, const char *)) {
		g_autofree char *full = g_build_filename(b->dir, p, NULL);
		g_autofree char *folder = g_path_get_dirname(full);
		assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
		assert_true(g_file_set_contents(full, va_arg(files, const char *), -1, NULL));
	}
	va_end(files);
	b->complaints = ini_complaints_new();
	b->lib = library_load(b->dir, b->complaints);
	return b;
}

static void remove_tree(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *full = g_build_filename(path, name, NULL);
		remove_tree(full);
	}
	if (dir)
		g_dir_close(dir);
	g_remove(path);
}

void bench_free(struct bench *b)
{
	library_free(b->lib);
	ini_complaints_free(b->complaints);
	remove_tree(b->dir);
	g_free(b->dir);
	g_free(b);
}

char *bench_complaints(const struct bench *b)
{
	GString *out = g_string_new(NULL);
	size_t len = strlen(b->dir);
	for (guint i = 0; i < b->complaints->list->len; i++) {
		const char *line = g_ptr_array_index(b->complaints->list, i);
		if (strncmp(line, b->dir, len) == 0)
			g_string_append_printf(out, "%s\n", line + len + 1);
	}
	return g_string_free(out, false);
}

void assert_complaint(const struct bench *b, const char *words)
{
	g_autofree char *all = bench_complaints(b);
	if (!strstr(all, words))
		fail_msg("not complained of: %s\ncomplaints:\n%s", words, all);
}

struct entry *bench_entry(const struct bench *b)
{
	const struct entry_env env = {.library = b->lib, .today = day_make(2026, 7, 1)};
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	return entry_new(library_form(b->lib, "t"), &env);
}

struct place place_at(const struct entry *e, const char *block, int row, const char *field)
{
	const struct form_def *form = entry_form(e);
	for (guint b = 0; b < form->blocks->len; b++) {
		const struct block_def *def = g_ptr_array_index(form->blocks, b);
		for (guint f = 0; strcmp(def->key, block) == 0 && f < def->fields->len; f++) {
			const struct field_def *field_def = g_ptr_array_index(def->fields, f);
			if (strcmp(field_def->key, field) == 0)
				return (struct place){(int)b, row, (int)f};
		}
	}
	fail_msg("no field %s.%s", block, field);
	return (struct place){0, 0, 0};
}

int key(struct entry *e, const char *block, int row, const char *field, const char *typed)
{
	struct verdict *v = entry_set(e, place_at(e, block, row, field), typed);
	int kind = v->kind;
	verdict_free(v);
	return kind;
}

void assert_verdict(struct entry *e, struct place at, const char *typed, int kind,
	const char *number, const char *words)
{
	struct verdict *v = entry_set(e, at, typed);
	if ((int)v->kind != kind || g_strcmp0(v->number, number) != 0 ||
		(words && (!v->sentence || !strstr(v->sentence, words))))
		fail_msg("\"%s\" gives %d %s \"%s\", not %d %s \"%s\"", typed, v->kind, v->number,
			v->sentence, kind, number, words);
	verdict_free(v);
}

char *finish_words(struct entry *e)
{
	g_autoptr(GPtrArray) against = entry_finish(e);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < against->len; i++) {
		const struct verdict *v = g_ptr_array_index(against, i);
		const struct block_def *block =
			g_ptr_array_index(entry_form(e)->blocks, v->place.block);
		const struct field_def *field = entry_field(e, v->place);
		g_string_append_printf(out, "%s.%d.%s %s%s\n", block->key, v->place.row, field->key,
			v->number, v->kind == VERDICT_SOFT ? "?" : "");
	}
	return g_string_free(out, false);
}

int main(void)
{
	int failed = test_expr() + test_read() + test_entry() + test_finish() + test_resume() +
		test_library() + test_register() + test_report_files() + test_like();
	return failed > 0;
}
