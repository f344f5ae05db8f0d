/* Verdicts.  A cell is judged by its type and limits (E-..), rows and the whole by the checks of
 * the form.  Whatever stands in a cell that came from elsewhere and was not touched is reported
 * apart and blocks nothing. */
#include "form/sheet.h"

#include <string.h>
#include "base/i18n.h"
#include "base/rid.h"

#define E_CHECK_DIGIT "E-05"
#define E_LIMIT "E-07"
#define E_FUTURE "E-08"
#define E_TWICE "E-09"
#define E_OBJECTION "E-10"
#define E_GAP "E-11"
#define E_ROWS "E-12"

/* Text that no limit of the form holds back. */
#define MAX_TEXT 400

struct verdict *verdict_new(int kind, const char *number, char *sentence, struct place at)
{
	struct verdict *v = g_new0(struct verdict, 1);
	v->kind = kind;
	v->number = g_strdup(number);
	v->sentence = sentence;
	v->place = at;
	return v;
}

void verdict_free(struct verdict *v)
{
	if (!v)
		return;
	g_free(v->number);
	g_free(v->sentence);
	g_free(v);
}

static GPtrArray *verdicts_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
}

static bool is_accepted(const struct entry *e, struct place at, const char *number)
{
	const struct row *row = sheet_row(e, at.block, at.row);
	for (guint i = 0; i < e->accepted->len; i++) {
		const struct acceptance *a = g_ptr_array_index(e->accepted, i);
		if (a->row == row && a->block == at.block && a->field == at.field &&
			strcmp(a->number, number) == 0)
			return true;
	}
	return false;
}

/* Takes the sentence over. */
static void object(GPtrArray *to, const struct entry *e, struct verdict *v)
{
	if (v->kind == VERDICT_SOFT && is_accepted(e, v->place, v->number))
		verdict_free(v);
	else
		g_ptr_array_add(to, v);
}

/* ---- one cell, by its type ---- */

static void judge_amount(GPtrArray *to, const struct entry *e, struct place at)
{
	const struct field_def *def = entry_field(e, at);
	const struct cell *cell = sheet_cell(e, at);
	gint64 n = g_ascii_strtoll(cell->value, NULL, 10);
	bool low = def->has_min && n < def->min, high = def->has_max && n > def->max;
	if (!low && !high)
		return;
	g_autofree char *limit = g_strdup_printf("%" G_GINT64_FORMAT, low ? def->min : def->max);
	g_autofree char *shown_limit = value_shown(def, limit);
	g_autofree char *shown = value_shown(def, cell->value);
	object(to, e,
		verdict_new(VERDICT_HARD, E_LIMIT,
			g_strdup_printf(low ? _("%s: %s is less than %s: compare with the paper")
					    : _("%s: %s is more than %s: compare with the paper"),
				def->label, shown, shown_limit),
			at));
}

static void judge_date(GPtrArray *to, const struct entry *e, struct place at)
{
	const struct field_def *def = entry_field(e, at);
	const char *value = sheet_cell(e, at)->value;
	day d = day_from_iso(value);
	char iso[DAY_LEN];
	if (d == DAY_NONE)
		return;
	gint64 offset = (gint64)d - e->env.today;
	bool low = def->has_min && offset < def->min, high = def->has_max && offset > def->max;
	if (low || high) {
		day_to_iso(e->env.today + (day)(low ? def->min : def->max), iso);
		object(to, e,
			verdict_new(VERDICT_HARD, E_LIMIT,
				g_strdup_printf(low
						? _("%s: %s is before %s: compare with the paper")
						: _("%s: %s is after %s: compare with the paper"),
					def->label, value, iso),
				at));
	} else if (!def->has_max && offset > 0) {
		object(to, e,
			verdict_new(VERDICT_SOFT, E_FUTURE,
				g_strdup_printf(
					_("%s: %s is in the future: F2 keeps it with a reason"),
					def->label, value),
				at));
	}
}

static void judge_length(GPtrArray *to, const struct entry *e, struct place at)
{
	const struct field_def *def = entry_field(e, at);
	bool exact = def->length && (def->type == FIELD_TEXT || def->type == FIELD_ACCOUNT);
	glong n = g_utf8_strlen(sheet_cell(e, at)->value, -1);
	gint64 min = exact ? def->length : def->has_min ? def->min : 0;
	gint64 max = exact ? def->length : def->has_max ? def->max : MAX_TEXT;
	if (n >= min && n <= max)
		return;
	object(to, e,
		verdict_new(VERDICT_HARD, E_LIMIT,
			g_strdup_printf(_("%s has %d characters where it should have %d: compare "
					  "with the paper"),
				def->label, (int)n, (int)(n < min ? min : max)),
			at));
}

static void judge_twice(GPtrArray *to, const struct entry *e, struct place at)
{
	const char *value = sheet_cell(e, at)->value;
	for (int row = 0; row < entry_rows(e, at.block); row++) {
		const struct cell *other = sheet_cell(e, (struct place){at.block, row, at.field});
		if (row == at.row || !other->asked || strcmp(other->value, value) != 0)
			continue;
		object(to, e,
			verdict_new(VERDICT_HARD, E_TWICE,
				g_strdup_printf(_("%s %s stands in row %d already: each person "
						  "has one row"),
					entry_field(e, at)->label, value, row + 1),
				at));
		return;
	}
}

/* A wrong check digit is objected to by its place, never silently kept (policy 12.3). */
static void judge_id(GPtrArray *to, const struct entry *e, struct place at)
{
	struct rid rid;
	if (rid_parse(sheet_cell(e, at)->value, &rid) == RID_CHECK)
		object(to, e,
			verdict_new(VERDICT_SOFT, E_CHECK_DIGIT,
				g_strdup_printf(
					_("the last character (number 18) of the id number "
					  "should be %c, not %c: compare all with the card, "
					  "F2 keeps it with a reason"),
					rid.expected, rid.number[RID_LEN - 1]),
				at));
	if (sheet_block(e, at.block)->roster)
		judge_twice(to, e, at);
}

static void judge_outside(GPtrArray *to, const struct entry *e, struct place at)
{
	if (!e->env.object)
		return;
	bool soft = false;
	char *sentence = e->env.object(sheet_block(e, at.block)->key, entry_field(e, at)->key,
		sheet_cell(e, at)->value, &soft, e->env.ctx);
	if (sentence)
		object(to, e,
			verdict_new(soft ? VERDICT_SOFT : VERDICT_HARD, E_OBJECTION, sentence, at));
}

static void judge_cell(GPtrArray *to, const struct entry *e, struct place at)
{
	static void (*const judges[])(GPtrArray *, const struct entry *, struct place) = {
		[FIELD_TEXT] = judge_length,
		[FIELD_NAME] = judge_length,
		[FIELD_ID] = judge_id,
		[FIELD_INTEGER] = judge_amount,
		[FIELD_MONEY] = judge_amount,
		[FIELD_DATE] = judge_date,
		[FIELD_ACCOUNT] = judge_length,
		[FIELD_PHONE] = NULL,
	};
	const struct cell *cell = sheet_cell(e, at);
	const struct field_def *def = entry_field(e, at);
	if (!cell->asked || !*cell->value || cell->mark != MARK_NONE ||
		cell->origin == ORIGIN_DERIVED)
		return;
	if ((size_t)def->type < G_N_ELEMENTS(judges) && judges[def->type])
		judges[def->type](to, e, at);
	judge_outside(to, e, at);
}

/* ---- the checks of the form ---- */

static bool in_block(const struct entry *e, const struct check_def *check, int block)
{
	return check->block && strcmp(sheet_block(e, block)->key, check->block) == 0;
}

/* Does the check speak of the field at a place? A check over all rows speaks of each of them. */
static bool speaks_of(
	const struct entry *e, const struct check_def *check, struct place from, struct place at)
{
	for (char **f = check->fields; *f; f++) {
		struct place named;
		if (scope_find(e, from, *f, &named) && named.block == at.block &&
			named.field == at.field && (named.row == at.row || from.block != at.block))
			return true;
	}
	return false;
}

static bool all_visited(const struct entry *e, const struct check_def *check, struct place from)
{
	for (char **f = check->fields; *f; f++) {
		struct place named;
		if (!scope_find(e, from, *f, &named))
			continue;
		const struct cell *cell = sheet_cell(e, named);
		if (cell->asked && cell->origin == ORIGIN_EMPTY)
			return false;
	}
	return true;
}

/* Where the cursor goes: the first named field that is asked, else the block. */
static struct place place_of(
	const struct entry *e, const struct check_def *check, struct place from)
{
	struct place fallback = {MAX(from.block, 0), from.row, 0};
	for (char **f = check->fields; *f; f++) {
		struct place named = fallback;
		if (scope_find(e, from, *f, &named) && sheet_cell(e, named)->asked)
			return named;
		if (f == check->fields && !sheet_row(e, named.block, named.row))
			fallback = named;
	}
	return fallback;
}

static bool is_legacy(const struct entry *e, const struct check_def *check, struct place from)
{
	bool any = false;
	for (char **f = check->fields; *f; f++) {
		struct place named;
		if (!scope_find(e, from, *f, &named))
			continue;
		if (sheet_cell(e, named)->origin != ORIGIN_LEGACY)
			return false;
		any = true;
	}
	return any;
}

static void judge_check(
	GPtrArray *to, const struct entry *e, const struct check_def *check, struct place from)
{
	if (!scope_true(e, from, check->fail_if))
		return;
	bool hard = check->kind == CHECK_HARD || check->kind == CHECK_FINISH_HARD;
	object(to, e,
		verdict_new(hard ? VERDICT_HARD : VERDICT_SOFT, check->number,
			scope_sentence(e, from, check->say), place_of(e, check, from)));
}

GPtrArray *judge_left(struct entry *e, struct place at)
{
	GPtrArray *to = verdicts_new();
	judge_cell(to, e, at);
	for (guint i = 0; i < e->form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(e->form->checks, i);
		if (check->kind != CHECK_HARD && check->kind != CHECK_SOFT)
			continue;
		if (check->block && !in_block(e, check, at.block))
			continue;
		struct place from = check->block ? at : (struct place){-1, 0, 0};
		if (speaks_of(e, check, from, at) && all_visited(e, check, from))
			judge_check(to, e, check, from);
	}
	return to;
}

static const struct check_def *find_check(const struct entry *e, const char *number)
{
	for (guint i = 0; i < e->form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(e->form->checks, i);
		if (strcmp(check->number, number) == 0)
			return check;
	}
	return NULL;
}

void judge_forget(struct entry *e, struct place at)
{
	const struct row *row = sheet_row(e, at.block, at.row);
	for (guint i = e->accepted->len; i-- > 0;) {
		const struct acceptance *a = g_ptr_array_index(e->accepted, i);
		const struct check_def *check = find_check(e, a->number);
		bool same_row = a->row == row;
		struct place from = check && check->block ? at : (struct place){-1, 0, 0};
		bool spoken = check ? speaks_of(e, check, from, at)
				    : a->field == at.field && a->block == at.block;
		if (spoken && (same_row || a->block != at.block || from.block < 0))
			g_ptr_array_remove_index(e->accepted, i);
	}
}

/* ---- the end ---- */

static char *gap_sentence(const struct field_def *def)
{
	if (def->none_allowed && def->unknown_allowed)
		return g_strdup_printf(
			_("%s is empty: key it, or . for none, or * for unknown"), def->label);
	if (def->none_allowed)
		return g_strdup_printf(_("%s is empty: key it, or . for none"), def->label);
	if (def->unknown_allowed)
		return g_strdup_printf(_("%s is empty: key it, or * for unknown"), def->label);
	return g_strdup_printf(_("%s is empty: key it"), def->label);
}

static void judge_row(GPtrArray *to, const struct entry *e, int block, int row, bool legacy)
{
	const struct block_def *def = sheet_block(e, block);
	for (guint f = 0; f < def->fields->len; f++) {
		struct place at = {block, row, (int)f};
		const struct field_def *field = g_ptr_array_index(def->fields, f);
		const struct cell *cell = sheet_cell(e, at);
		if (!cell->asked || (cell->origin == ORIGIN_LEGACY) != legacy)
			continue;
		if (field->required && !cell_is_answered(cell))
			object(to, e, verdict_new(VERDICT_HARD, E_GAP, gap_sentence(field), at));
		judge_cell(to, e, at);
	}
}

static void judge_block(GPtrArray *to, const struct entry *e, int block)
{
	const struct block_def *def = sheet_block(e, block);
	const struct place at = {block, 0, 0};
	int n = entry_rows(e, block);
	if (n == 0 && def->none_required && !entry_block_none(e, block))
		object(to, e,
			verdict_new(VERDICT_HARD, E_ROWS,
				g_strdup_printf(_("%s: add a row, or answer that there is none"),
					def->label),
				at));
	else if (n < def->min_rows && !entry_block_none(e, block))
		object(to, e,
			verdict_new(VERDICT_HARD, E_ROWS,
				g_strdup_printf(_("%s has fewer than %d rows: add a row"),
					def->label, def->min_rows),
				at));
}

static void judge_form(GPtrArray *to, const struct entry *e, bool legacy)
{
	for (guint i = 0; i < e->form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(e->form->checks, i);
		struct place from = {-1, 0, 0};
		for (guint b = 0; check->block && b < e->form->blocks->len; b++)
			if (in_block(e, check, (int)b))
				from.block = (int)b;
		int rows = from.block < 0 ? 1 : entry_rows(e, from.block);
		if (from.block >= 0 && !e->parts[from.block].asked)
			continue;
		for (from.row = 0; from.row < rows; from.row++)
			if (is_legacy(e, check, from) == legacy)
				judge_check(to, e, check, from);
	}
}

static void drop_empty_rows(struct entry *e)
{
	for (guint b = 0; b < e->form->blocks->len; b++) {
		int min = sheet_block(e, (int)b)->min_rows;
		for (int row = entry_rows(e, (int)b); row-- > 0;)
			if (entry_rows(e, (int)b) > min && entry_row_empty(e, (int)b, row))
				entry_drop_row(e, (int)b, row);
	}
}

static int by_place(gconstpointer a, gconstpointer b)
{
	const struct verdict *v = *(struct verdict *const *)a, *w = *(struct verdict *const *)b;
	if (v->place.block != w->place.block)
		return v->place.block - w->place.block;
	if (v->place.row != w->place.row)
		return v->place.row - w->place.row;
	return v->place.field - w->place.field;
}

static GPtrArray *judge_all(struct entry *e, bool legacy)
{
	GPtrArray *to = verdicts_new();
	sheet_refresh(e);
	for (guint b = 0; b < e->form->blocks->len; b++) {
		if (!e->parts[b].asked)
			continue;
		if (!legacy)
			judge_block(to, e, (int)b);
		for (int row = 0; row < entry_rows(e, (int)b); row++)
			judge_row(to, e, (int)b, row, legacy);
	}
	judge_form(to, e, legacy);
	g_ptr_array_sort(to, by_place);
	return to;
}

GPtrArray *entry_finish(struct entry *e)
{
	drop_empty_rows(e);
	return judge_all(e, false);
}

GPtrArray *entry_legacy(struct entry *e)
{
	return judge_all(e, true);
}
