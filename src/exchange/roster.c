#include "config.h"
#include "exchange/roster.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "exchange/group.h"
#include "exchange/refused.h"
#include "exchange/rejects.h"
#include "exchange/seen.h"
#include "model/division.h"
#include "model/intake.h"

#define ROWS_BETWEEN_PROGRESS 256

struct run {
	struct desk *desk;
	const char *path;
	const struct roster_options *options;
	struct roster_result *out;
	struct layout *layout;
	struct grid *grid;
	struct line_reader *reader;
	struct rejects *rejects;
	struct change *change;
	struct intake *intake; /* NULL for a file that is known */
	struct group group;
	char *digest;
	char *township;
	GHashTable *villages; /* words -> code or "" */
	struct seen *seen;
	struct refused *refused; /* by the database; of a file that is known, then */
};

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

static void remark(struct run *run, int row, const char *sentence)
{
	run->out->n_remarks++;
	if (run->out->remarks->len < ROSTER_SHOWN)
		g_ptr_array_add(run->out->remarks,
			row ? g_strdup_printf(_("row %d: %s"), row, sentence) : g_strdup(sentence));
}

static bool reject(struct run *run, const struct line *line, GError **error)
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

/* --- what file is it ------------------------------------------------------------------------- */

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

static bool fail_kind(const struct run *run, GError **error)
{
	g_auto(GStrv) kinds = roster_kinds(run->desk->lib);
	g_autofree char *list = g_strjoinv(", ", kinds);

	return jz_fail(error, JZ_ERROR_USAGE, _("there is no kind of roster \"%s\"; there are: %s"),
		run->options->kind, list);
}

/* Where neither title nor name says urban or rural, the office does: streets are urban. */
static const struct roster_kind *assume_kind(struct run *run)
{
	const GPtrArray *kinds = layout_kinds(run->layout);
	const char *office = run->desk->office.short_name;
	const char *area = office && g_str_has_suffix(office, "街道") ? "urban" : "rural";

	run->out->kind_assumed = true;
	for (guint i = 0; i < kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(kinds, i);

		if (strcmp(kind->area, area) == 0)
			return kind;
	}
	return kinds->len ? g_ptr_array_index(kinds, 0) : NULL;
}

static bool recognise_kind(struct run *run, const char *name, GError **error)
{
	const char *title = grid_title(run->grid), *foreign;
	const struct roster_kind *kind = NULL;

	if (run->options->kind && !(kind = layout_kind(run->layout, run->options->kind)))
		return fail_kind(run, error);
	foreign = layout_foreign(run->layout, title);
	foreign = foreign ? foreign : layout_foreign(run->layout, name);
	if (!kind && (foreign || grid_is_foreign(run->grid)))
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s is a list of another kind (%s); only rosters of payments can be "
			  "imported"),
			run->path, foreign ? foreign : _("by its columns"));
	kind = kind ? kind : layout_recognise(run->layout, title);
	kind = kind ? kind : layout_recognise(run->layout, name);
	kind = kind ? kind : assume_kind(run);
	if (!kind)
		return jz_fail(error, JZ_ERROR_BAD,
			_("no kind of roster is known; add one to forms/rosters"));
	run->out->kind = g_strdup(kind->label);
	run->out->programme = g_strdup(kind->programme);
	run->out->area = g_strdup(kind->area);
	if (run->out->kind_assumed) {
		g_autofree char *sentence = g_strdup_printf(
			_("the file does not say which kind of roster it is; taken as %s"),
			kind->label);

		remark(run, 0, sentence);
	}
	return true;
}

static void recognise_month(struct run *run, const char *name)
{
	month m = run->options->for_month;

	if (m <= 0)
		m = layout_month(grid_title(run->grid));
	if (m == MONTH_NONE)
		m = layout_month(name);
	run->out->month = m;
}

/* The first row of a roster that keeps the month in a column, else this month, which is said. */
static void settle_month(struct run *run, month of_row)
{
	char iso[MONTH_LEN];
	g_autofree char *sentence = NULL;

	if (run->out->month != MONTH_NONE)
		return;
	if (of_row != MONTH_NONE) {
		run->out->month = of_row;
		return;
	}
	run->out->month = month_of(day_today());
	run->out->month_assumed = true;
	sentence = g_strdup_printf(_("the file does not say its month; taken as %s"),
		month_to_iso(run->out->month, iso));
	remark(run, 0, sentence);
}

/* Whether this very file was imported, and what was refused of it. */
static bool remember(struct run *run, GError **error)
{
	struct query *q = db_query(run->desk->db,
		"SELECT refused FROM import_file WHERE digest = $1", "t", run->digest);

	run->out->known = query_next(q);
	run->refused = refused_new(run->out->known ? query_text(q, 0) : NULL);
	return query_end(q, error);
}

/* A roster of the neighbours is taken where somebody wants it, but not without a word. */
static void say_other_office(struct run *run)
{
	const struct office *office = &run->desk->office;
	g_autofree char *other = NULL;
	g_autofree char *sentence = NULL;

	if (!run->township || g_str_has_prefix(run->township, office->code))
		return;
	other = division_name(run->desk, run->township, true);
	sentence =
		g_strdup_printf(_("the roster is of %s, this office is %s; is it the right file?"),
			other, office->name);
	remark(run, 0, sentence);
}

static bool recognise(struct run *run, GError **error)
{
	g_autofree char *name = layout_fold(grid_name(run->grid));

	if (!recognise_kind(run, name, error))
		return false;
	recognise_month(run, name);
	run->township = division_township_in(run->desk, grid_title(run->grid));
	if (!run->township)
		run->township = division_township_in(run->desk, name);
	say_other_office(run);
	return remember(run, error);
}

/* --- a household ----------------------------------------------------------------------------- */

static const char *village_code(struct run *run, const char *words)
{
	const char *code = g_hash_table_lookup(run->villages, words);

	if (!code) {
		char *found = division_match(run->desk, run->township, words);

		code = found ? found : g_strdup("");
		g_hash_table_insert(run->villages, g_strdup(words), (gpointer)code);
	}
	return *code ? code : NULL;
}

static void judge_seen(struct run *run)
{
	for (guint i = 0; i < run->group.n; i++) {
		struct line *line = group_line(&run->group, i);
		int row = line_is_sound(line) ? seen_row(run->seen, line->id.number) : 0;

		if (!row)
			continue;
		g_autofree char *sentence = g_strdup_printf(
			_("the id number stands in row %d already; keep one of them"), row);
		line_fault(line, COLUMN_ID_NO, sentence);
	}
}

static bool reject_household(struct run *run, GError **error)
{
	const struct line *head = group_line(&run->group, 0);
	g_autofree char *sentence =
		g_strdup_printf(_("the head of the household in row %d was set aside"), head->row);

	for (guint i = 0; i < run->group.n; i++) {
		struct line *line = group_line(&run->group, i);

		if (line_is_sound(line))
			line_fault(line, COLUMN_HEAD, sentence);
		if (!reject(run, line, error))
			return false;
	}
	return true;
}

static bool names_members(const struct grid *grid)
{
	return grid_has(grid, COLUMN_RELATION) ||
		(grid_has(grid, COLUMN_NAME) && grid_has(grid, COLUMN_HEAD));
}

struct persons {
	struct intake_person person[INTAKE_PERSONS_MAX];
	guint line[INTAKE_PERSONS_MAX]; /* where each came from */
	int n;
};

static void collect_persons(const struct group *g, struct persons *p)
{
	p->n = 0;
	for (guint i = 0; i < g->n; i++) {
		const struct line *line = group_line(g, i);

		if (!line_is_sound(line))
			continue;
		p->person[p->n] = (struct intake_person){.id_no = line->id.number,
			.name = line->name,
			.relation = line->relation,
			.sex = line->id.sex};
		p->line[p->n++] = i;
	}
}

static void collect_household(
	struct run *run, const struct persons *p, struct intake_household *h, char granted[DAY_LEN])
{
	const struct line *head = group_line(&run->group, 0);

	day_to_iso(head->granted, granted);
	*h = (struct intake_household){
		.programme = run->out->programme,
		.area = head->area ? head->area : run->out->area,
		.village = *head->village ? village_code(run, head->village) : NULL,
		.village_name = head->village,
		.address = head->address,
		.phone = head->phone,
		.person = p->person,
		.n_person = p->n,
		.complete = names_members(run->grid) && p->n == (int)run->group.n &&
			(head->members == 0 || head->members == p->n),
		.stated_members = head->members,
		.year_income = head->income,
		.amount = head->amount,
		.month = run->out->month,
		.granted = *granted ? granted : NULL,
		.review_class = head->review_class,
		.bank = head->bank,
		.account = head->account,
		.holder = head->holder,
		.roster_ref = *head->serial ? head->serial : NULL,
	};
}

/* Of a file that is known nobody is refused but who was refused then. */
static bool refuse_again(struct run *run, struct persons *p)
{
	for (int i = 0; i < p->n; i++) {
		struct line *line = group_line(&run->group, p->line[i]);
		const char *sentence = refused_of(run->refused, line->row);

		if (sentence)
			line_fault(line, COLUMN_ID_NO, sentence);
	}
	collect_persons(&run->group, p);
	return line_is_sound(group_line(&run->group, 0));
}

static bool refuse_person(struct run *run, const struct persons *p)
{
	int who;
	const char *sentence = intake_conflict(run->intake, &who);
	struct line *line = group_line(&run->group, p->line[who]);

	line_fault(line, COLUMN_ID_NO, sentence);
	refused_add(run->refused, line->row, sentence);
	return who != 0;
}

/* Puts the household, without those members that the database refuses one by one.  False with
 * error unset: the head is one of them. */
static bool put_household(
	struct run *run, struct persons *p, enum intake_result *result, GError **error)
{
	*result = INTAKE_SAME;
	for (;;) {
		struct intake_household h;
		char granted[DAY_LEN];

		collect_persons(&run->group, p);
		if (!run->intake)
			return refuse_again(run, p);
		collect_household(run, p, &h, granted);
		if (!intake_put(run->intake, &h, result, error)) {
			g_prefix_error(error, _("%s, row %d: "), run->path,
				group_line(&run->group, 0)->row);
			return false;
		}
		if (*result != INTAKE_CONFLICT)
			return true;
		if (!refuse_person(run, p))
			return false;
	}
}

static void count_household(struct run *run, const struct persons *p, enum intake_result result)
{
	struct roster_result *out = run->out;
	const struct line *head = group_line(&run->group, 0);

	out->households++;
	out->persons += p->n;
	out->amount += head->amount;
	out->added += result == INTAKE_NEW;
	out->updated += result == INTAKE_CHANGED;
	out->unchanged += result == INTAKE_SAME;
	if (head->members > 0 && names_members(run->grid) && head->members != (int)run->group.n) {
		g_autofree char *sentence = g_strdup_printf(
			_("%d members are stated and %d listed"), head->members, run->group.n);

		remark(run, head->row, sentence);
	}
}

static bool close_household(struct run *run, GError **error)
{
	struct persons persons;
	enum intake_result result;
	GError *failure = NULL;

	if (run->group.n == 0)
		return true;
	group_judge(&run->group, run->out->month);
	judge_seen(run);
	if (!line_is_sound(group_line(&run->group, 0)))
		return reject_household(run, error);
	if (!put_household(run, &persons, &result, &failure)) {
		if (!failure)
			return reject_household(run, error);
		g_propagate_error(error, failure);
		return false;
	}
	count_household(run, &persons, result);
	for (guint i = 0; i < run->group.n; i++) {
		const struct line *line = group_line(&run->group, i);

		if (!line_is_sound(line)) {
			if (!reject(run, line, error))
				return false;
			continue;
		}
		seen_add(run->seen, line->id.number, line->row);
		if (line->remark->len > 0)
			remark(run, line->row, line->remark->str);
	}
	return true;
}

/* --- the file -------------------------------------------------------------------------------- */

static bool take_row(struct run *run, GError **error)
{
	struct line *line = group_spare(&run->group);
	enum place place;

	line_read(run->reader, run->grid, line);
	run->out->rows++;
	settle_month(run, line->month);
	place = group_place(&run->group, run->grid, line);
	if (place != PLACE_MEMBER) {
		if (!close_household(run, error))
			return false;
		group_begin(&run->group);
	}
	if (place == PLACE_NOWHERE) {
		line_fault(line, COLUMN_RELATION,
			_("no row above it names the head of the household; put it below one"));
		return reject(run, line, error);
	}
	group_take(&run->group);
	return true;
}

static bool report_progress(struct run *run, GError **error)
{
	goffset done, total;

	if (!run->options->progress || run->out->rows % ROWS_BETWEEN_PROGRESS)
		return true;
	csv_progress(grid_csv(run->grid), &done, &total);
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
	if (step == CSV_FAILED || !close_household(run, error))
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

	if (run->options->rejects) {
		run->rejects = rejects_create(run->options->rejects, run->path, run->grid, error);
		if (!run->rejects)
			return false;
	}
	if (run->out->known)
		return true;
	if (run->options->dry_run) {
		run->intake = intake_preview(desk->db, desk->lib, error);
		return run->intake != NULL;
	}
	if (!may_import(desk, error))
		return false;
	run->change = desk_change(desk, "import", error);
	run->intake = run->change ? intake_begin(run->change, desk->lib, error) : NULL;
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
	record_text(&r, "month", month_to_iso(run->out->month, iso));
	record_int(&r, "rows", run->out->rows);
	record_int(&r, "rejected", run->out->rejected);
	record_text(&r, "refused", refused);
	record_text(&r, "at", change_at(run->change));
	return change_insert(run->change, &r, NULL, error);
}

/* The rejects are on the disk before the change is, and get their name after it. */
static bool finish(struct run *run, GError **error)
{
	bool something = run->out->added + run->out->updated > 0;

	if (run->rejects && !rejects_seal(run->rejects, error))
		return false;
	if (run->change && !something)
		change_cancel(&run->change);
	if (run->change && !(record_file(run, error) && change_commit(&run->change, error)))
		return false;
	return !run->rejects || rejects_commit(&run->rejects, error);
}

static bool open_roster(struct run *run, GError **error)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();

	run->digest = digest_of(run->path, error);
	if (!run->digest)
		return false;
	run->layout = layout_load(run->desk->lib, complaints);
	run->grid = grid_open(run->path, run->layout, error);
	if (!run->grid)
		return false;
	run->reader = line_reader_new(run->desk->lib);
	return true;
}

static void run_init(struct run *run)
{
	group_init(&run->group);
	run->villages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	run->seen = seen_new();
}

static void run_clear(struct run *run)
{
	rejects_cancel(&run->rejects);
	intake_end(run->intake);
	change_cancel(&run->change);
	group_clear(&run->group);
	line_reader_free(run->reader);
	grid_free(run->grid);
	layout_free(run->layout);
	g_hash_table_unref(run->villages);
	seen_free(run->seen);
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
	ok = open_roster(&run, error) && recognise(&run, error) && begin(&run, error) &&
		take_rows(&run, error) && finish(&run, error);
	run_clear(&run);
	return ok;
}

char **roster_kinds(const struct library *lib)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(layout) layout = layout_load(lib, complaints);
	const GPtrArray *kinds = layout_kinds(layout);
	char **labels = g_new0(char *, kinds->len + 1);

	for (guint i = 0; i < kinds->len; i++)
		labels[i] = g_strdup(((const struct roster_kind *)kinds->pdata[i])->label);
	return labels;
}

void roster_check_forms(const struct library *lib, struct ini_complaints *c)
{
	layout_free(layout_load(lib, c));
}
