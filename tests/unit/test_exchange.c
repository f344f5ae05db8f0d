#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include "base/encoding.h"

char *data_path(const char *name)
{
	return g_build_filename(TEST_DATA, name, NULL);
}

char *write_file(const struct office_fixture *o, const char *name, const char *text)
{
	char *path = office_path(o, name);
	GError *error = NULL;

	must(g_file_set_contents(path, text, -1, &error), &error);
	return path;
}

char *read_file(const char *path)
{
	GError *error = NULL;
	struct decoder *dec = decoder_open(path, &error);
	GString *all = g_string_new(NULL);
	char buffer[4096];
	gssize n;

	must(dec != NULL, &error);
	while ((n = decoder_read(dec, buffer, sizeof buffer, &error)) > 0)
		g_string_append_len(all, buffer, n);
	must(n == 0, &error);
	decoder_free(dec);
	return g_string_free(all, FALSE);
}

void import(struct office_fixture *o, const char *path, struct roster_result *out)
{
	struct roster_options options = {.kind = NULL};
	GError *error = NULL;

	must(roster_import(o->desk, path, &options, out, &error), &error);
}

void import_text(struct office_fixture *o, const char *text, struct roster_result *out)
{
	g_autofree char *path = write_file(o, "roster.csv", text);

	import(o, path, out);
}

const struct roster_fault *fault_of(const struct roster_result *out, const char *name)
{
	for (guint i = 0; i < out->faults->len; i++) {
		const struct roster_fault *f = g_ptr_array_index(out->faults, i);

		if (strcmp(f->name, name) == 0)
			return f;
	}
	fail_msg("nobody set %s aside", name);
	return NULL;
}

void must_say(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("\"%s\" does not say \"%s\"", text, words);
}

int main(void)
{
	g_setenv("JZ_TEST", "1", TRUE);
	return run_answer_tests() + run_bank_tests() + run_csv_tests() + run_layout_tests() +
		run_roster_tests() + run_row_tests() + run_list_tests() + run_payroll_tests() +
		run_workbook_tests() + run_record_tests();
}
