#include "config.h"
#include "exchange/roster.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "exchange/roster_run.h"
#include "model/division.h"

#define ROWS_BETWEEN_PROGRESS 256

/* --- results --------------------------------------------------------------------------------- */

static void fault_free(struct roster_fault *f)
{
	g_free(f->column);
	g_free(f->name);
	g_free(f->reason);
	g_free(f);
}

static void result_init(struct roster_result *out)
{
	memset(out, 0, sizeof *out);
	out->month = MONTH_NONE;
	out->faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	out->remarks = g_ptr_array_new_with_free_func(g_free);
}

void roster_result_clear(struct roster_result *out)
{
	g_free(out->kind);
	g_free(out->programme);
	g_free(out->area);
	g_clear_pointer(&out->faults, g_ptr_array_unref);
	g_clear_pointer(&out->remarks, g_ptr_array_unref);
	memset(out, 0, sizeof *out);
}

void run_remark(struct run *run, int row, const char *sentence)
{
	run->out->n_remarks++;
	if (run->out->remarks->len < ROSTER_SHOWN)
		g_ptr_array_add(run->out->remarks,
			row ? g_strdup_printf(_("row %d: %s"), row, sentence) : g_strdup(sentence));
}

bool run_reject(struct run *run, const struct line *line, GError **error)
{
	struct roster_fault *f;

	run->out->rejected++;
	if (run->out->faults->len < ROSTER_SHOWN) {
		f = g_new0(struct roster_fault, 1);
		f->row = line->row;
		f->column = g_strdup(grid_heading(run->grid, line->column));
		f->name = g_strdup(line->name);
		f->reason = g_strdup(line->reason->str);
		g_ptr_array_add(run->out->faults, f);
	}
	return !run->rejects || rejects_put(run->rejects, line, error);
}

/* --- what file is it ------------------------------------------------------------------------ */

static char *digest_of(const char *path, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	FILE *file = fopen(path, "rbe");
	guint8 buffer[16384];
	size_t n;

	if (!file) {
		jz_fail(error, JZ_ERROR_BAD, _("%s cannot be opened; check its name and rights"),
			path);
		return NULL;
	}
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
		g_checksum_update(sum, buffer, (gssize)n);
	fclose(file);
	return g_strdup(g_checksum_get_string(sum));
}

/* --- a row ----------------------------------------------------------------------------------- */

const char *run_village(struct run *run, const char *words)
{
	const char *code = g_hash_table_lookup(run->villages, words);

	if (!code) {
		char *found = division_match(run->desk, run->township, words);

		code = found ? found : g_strdup("");
		g_hash_table_insert(run->villages, g_strdup(words), (gpointer)code);
	}
	return *code ? code : NULL;
}

void run_judge_seen(struct run *run, struct line *line)
{
	int row = line_is_sound(line) ? seen_row(run->seen, line->id.number) : 0;
	g_autofree char *sentence = NULL;

	if (!row)
		return;
	sentence =
		g_strdup_printf(_("the id number stands in row %d already; keep one of them"), row);
	line_fault(line, COLUMN_ID_NO, sentence);
}

bool run_refused_before(struct run *run, struct line *line)
{
	const char *sentence = refused_of(run->refused, line->row);

	if (sentence)
		line_fault(line, COLUMN_ID_NO, sentence);
	return sentence != NULL;
}

void run_refuse(struct run *run, struct line *line, const char *sentence)
{
	line_fault(line, COLUMN_ID_NO, sentence);
	refused_add(run->refused, line->row, sentence);
}

void run_took(struct run *run, const struct line *line, enum intake_result result)
{
	struct roster_result *out = run->out;

	if (!seen_row(run->seen, line->id.number)) {
		out->households++;
		out->persons++;
		seen_add(run->seen, line->id.number, line->row);
	}
	out->amount += line->amount;
	out->added += result == INTAKE_NEW;
	out->updated += result == INTAKE_CHANGED;
	out->unchanged += result == INTAKE_SAME;
	if (line->remark->len > 0)
		run_remark(run, line->row, line->remark->str);
}

/* --- the file -------------------------------------------------------------------------------- */

static const struct {
	bool (*take)(struct run *run, struct line *line, GError **error);
	bool (*end)(struct run *run, GError **error); /* or NULL */
	bool once;                                    /* no person comes twice */
} takers[TAKING_N] = {
	[TAKING_HOUSEHOLDS] = {household_take, household_end, true},
	[TAKING_PERSONS] = {single_take, NULL, true},
	[TAKING_GRANTS] = {single_take, NULL, false},
	[TAKING_PAYMENTS] = {payment_take, payment_end, false},
	[TAKING_RECORDS] = {record_take, record_end, false},
};

static bool take_row(struct run *run, GError **error)
{
	struct line *line = group_spare(&run->group);

	line_read(run->reader, run->grid, line);
	run->out->rows++;
	run_settle_month(run, line->month);
	return takers[layout_taking(run->layout)].take(run, line, error);
}

static bool take_end(struct run *run, GError **error)
{
	bool (*end)(struct run * run, GError * *error) = takers[layout_taking(run->layout)].end;

	return (!end || end(run, error)) && (!run->intake || intake_finish(run->intake, error));
}

static bool report_progress(struct run *run, GError **error)
{
	goffset done, total;

	if (!run->options->progress || run->out->rows % ROWS_BETWEEN_PROGRESS)
		return true;
	source_progress(grid_source(run->grid), &done, &total);
	if (run->options->progress(done, total, run->options->ctx))
		return true;
	run->out->cancelled = true;
	return jz_fail(error, JZ_ERROR_BAD,
		_("the import of %s was cancelled and nothing was changed"), run->path);
}

static bool take_rows(struct run *run, GError **error)
{
	enum csv_step step;

	while ((step = grid_next(run->grid, error)) == CSV_RECORD)
		if (!take_row(run, error) || !report_progress(run, error))
			return false;
	if (step == CSV_FAILED || !take_end(run, error))
		return false;
	return run->out->rows > 0 ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s has a heading and no person below it; is it the right file?"),
			run->path);
}

static bool may_import(const struct desk *desk, GError **error)
{
	return (desk->who.roles & (ROLE_CLERK | ROLE_ADMIN)) != 0 || !desk->who.id ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("rosters are imported by a clerk or an administrator; sign in as one"));
}

/* A known file and a dry run only look. */
static bool begin(struct run *run, GError **error)
{
	struct desk *desk = run->desk;
	bool once = takers[layout_taking(run->layout)].once;

	if (run->options->rejects) {
		run->rejects = rejects_create(run->options->rejects, run->path, run->grid, error);
		if (!run->rejects)
			return false;
	}
	if (run->out->known)
		return true;
	if (!run->options->dry_run &&
		(!may_import(desk, error) || !(run->change = desk_change(desk, "import", error))))
		return false;
	if (run->out->of_list)
		return record_begin(run, error);
	run->intake = run->change ? intake_begin(run->change, desk->lib, once, error)
				  : intake_preview(desk->db, desk->lib, once, error);
	return run->intake != NULL;
}

static bool record_file(struct run *run, GError **error)
{
	struct record r = record_of("import_file");
	g_autofree char *refused = refused_text(run->refused);
	char iso[MONTH_LEN];

	record_text(&r, "digest", run->digest);
	record_text(&r, "name", grid_name(run->grid));
	record_text(&r, "kind", run->out->kind);
	record_text(&r, "month", month_to_iso(run->out->month, iso)); /* "": NULL */
	record_int(&r, "rows", run->out->rows);
	record_int(&r, "rejected", run->out->rejected);
	record_text(&r, "refused", refused);
	record_text(&r, "at", change_at(run->change));
	return change_insert(run->change, &r, NULL, error);
}

/* The rejects are on the disk before the change is, and get their name after it. */
static bool finish(struct run *run, GError **error)
{
	const struct roster_result *out = run->out;
	bool something = out->added + out->updated + out->found + out->nothing > 0;

	if (run->rejects && !rejects_seal(run->rejects, error))
		return false;
	if (run->change && !something)
		change_cancel(&run->change);
	if (run->change &&
		!((run->out->of_list || record_file(run, error)) &&
			change_commit(&run->change, error)))
		return false;
	return !run->rejects || rejects_commit(&run->rejects, error);
}

static bool fail_kind(const struct run *run, GError **error)
{
	g_auto(GStrv) kinds = roster_kinds(run->desk->lib);
	g_autofree char *list = g_strjoinv(", ", kinds);

	return jz_fail(error, JZ_ERROR_USAGE, _("there is no kind of roster \"%s\"; there are: %s"),
		run->options->kind, list);
}

static bool open_roster(struct run *run, GError **error)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	const struct roster_kind *kind = NULL;

	run->digest = digest_of(run->path, error);
	if (!run->digest)
		return false;
	run->layouts = layouts_load(run->desk->lib, complaints);
	if (run->options->kind && !(kind = layouts_kind(run->layouts, run->options->kind)))
		return fail_kind(run, error);
	run->grid = grid_open(run->path, run->layouts, kind ? kind->layout : NULL, error);
	if (!run->grid)
		return false;
	run->layout = grid_layout(run->grid);
	run->reader = line_reader_new(run->desk->lib, run->layout);
	return true;
}

static void run_init(struct run *run)
{
	group_init(&run->group);
	run->villages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	run->seen = seen_new();
	run->words = seen_new();
	run->made = seen_new();
}

static void run_clear(struct run *run)
{
	rejects_cancel(&run->rejects);
	intake_end(run->intake);
	external_end(run->external);
	change_cancel(&run->change);
	group_clear(&run->group);
	line_reader_free(run->reader);
	grid_free(run->grid);
	layouts_free(run->layouts);
	g_hash_table_unref(run->villages);
	seen_free(run->seen);
	seen_free(run->words);
	seen_free(run->made);
	refused_free(run->refused);
	g_free(run->digest);
	g_free(run->township);
}

bool roster_import(struct desk *desk, const char *path, const struct roster_options *options,
	struct roster_result *out, GError **error)
{
	struct run run = {.desk = desk, .path = path, .options = options, .out = out};
	bool ok;

	result_init(out);
	run_init(&run);
	ok = open_roster(&run, error) && run_recognise(&run, error) && begin(&run, error) &&
		take_rows(&run, error) && finish(&run, error);
	run_clear(&run);
	return ok;
}

char **roster_kinds(const struct library *lib)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(layouts) layouts = layouts_load(lib, complaints);
	const GPtrArray *kinds = layouts_kinds(layouts);
	char **labels = g_new0(char *, kinds->len + 1);

	for (guint i = 0; i < kinds->len; i++)
		labels[i] = g_strdup(((const struct roster_kind *)kinds->pdata[i])->label);
	return labels;
}

void roster_check_forms(const struct library *lib, struct ini_complaints *c)
{
	layouts_free(layouts_load(lib, c));
}
