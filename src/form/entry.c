#include "form/sheet.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "form/library.h"

#define E_NO_NONE "E-01"
#define E_NO_UNKNOWN "E-02"
#define E_PROTECTED "E-13"

/* ---- the sheet: blocks, rows, cells ---- */

const struct block_def *sheet_block(const struct entry *e, int block)
{
	if (block < 0 || (guint)block >= e->form->blocks->len)
		return NULL;
	return g_ptr_array_index(e->form->blocks, block);
}

struct row *sheet_row(const struct entry *e, int block, int row)
{
	if (!sheet_block(e, block) || row < 0 || (guint)row >= e->parts[block].rows->len)
		return NULL;
	return g_ptr_array_index(e->parts[block].rows, row);
}

struct cell *sheet_cell(const struct entry *e, struct place at)
{
	struct row *row = sheet_row(e, at.block, at.row);
	return row && at.field >= 0 && at.field < row->n ? &row->cells[at.field] : NULL;
}

int sheet_field_number(const struct block_def *block, const char *key)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const struct field_def *field = g_ptr_array_index(block->fields, i);
		if (strcmp(field->key, key) == 0)
			return (int)i;
	}
	return -1;
}

static int block_number(const struct form_def *form, const char *key)
{
	for (guint i = 0; i < form->blocks->len; i++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, i);
		if (strcmp(block->key, key) == 0)
			return (int)i;
	}
	return -1;
}

static struct row *row_new(int n)
{
	struct row *row = g_malloc0(sizeof(*row) + n * sizeof(row->cells[0]));
	row->n = n;
	for (int i = 0; i < n; i++)
		row->cells[i].value = g_strdup("");
	return row;
}

static void row_free(gpointer data)
{
	struct row *row = data;
	for (int i = 0; i < row->n; i++) {
		g_free(row->cells[i].value);
		g_free(row->cells[i].expression);
	}
	g_free(row);
}

void cell_assign(struct cell *cell, const char *value, enum mark mark, enum origin origin)
{
	char *copy = g_strdup(value);
	g_free(cell->value);
	cell->value = copy;
	g_clear_pointer(&cell->expression, g_free);
	cell->mark = mark;
	cell->origin = origin;
}

void cell_clear(struct cell *cell)
{
	cell_assign(cell, "", MARK_NONE, ORIGIN_EMPTY);
}

bool cell_is_answered(const struct cell *cell)
{
	return *cell->value || cell->mark != MARK_NONE;
}

void acceptance_free(gpointer data)
{
	struct acceptance *a = data;
	g_free(a->number);
	g_free(a->reason);
	g_free(a);
}

/* Reading settles what a change left open; seen from outside nothing changes, hence the cast. */
void sheet_refresh(const struct entry *e)
{
	if (e->dirty)
		settle((struct entry *)e);
}

/* ---- the entry ---- */

struct entry *entry_new(const struct form_def *form, const struct entry_env *env)
{
	struct entry *e = g_new0(struct entry, 1);
	e->form = form;
	e->env = *env;
	e->parts = g_new0(struct part, form->blocks->len);
	e->accepted = g_ptr_array_new_with_free_func(acceptance_free);
	e->dirty = true;
	for (guint b = 0; b < form->blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, b);
		e->parts[b].rows = g_ptr_array_new_with_free_func(row_free);
		for (int i = 0; i < block->min_rows; i++)
			g_ptr_array_add(e->parts[b].rows, row_new((int)block->fields->len));
	}
	return e;
}

void entry_free(struct entry *e)
{
	if (!e)
		return;
	for (guint b = 0; b < e->form->blocks->len; b++)
		g_ptr_array_unref(e->parts[b].rows);
	g_free(e->parts);
	g_ptr_array_unref(e->accepted);
	g_free(e);
}

const struct form_def *entry_form(const struct entry *e)
{
	return e->form;
}

int entry_rows(const struct entry *e, int block)
{
	return sheet_block(e, block) ? (int)e->parts[block].rows->len : 0;
}

int entry_add_row(struct entry *e, int block, int before)
{
	const struct block_def *def = sheet_block(e, block);
	int n = entry_rows(e, block);
	if (!def || !def->roster || n >= def->max_rows)
		return -1;
	if (before < 0 || before > n)
		before = n;
	g_ptr_array_insert(e->parts[block].rows, before, row_new((int)def->fields->len));
	e->parts[block].none = false;
	e->dirty = true;
	return before;
}

void entry_drop_row(struct entry *e, int block, int row)
{
	const struct row *gone = sheet_row(e, block, row);
	if (!gone || !sheet_block(e, block)->roster)
		return;
	for (guint i = e->accepted->len; i-- > 0;)
		if (((struct acceptance *)g_ptr_array_index(e->accepted, i))->row == gone)
			g_ptr_array_remove_index(e->accepted, i);
	g_ptr_array_remove_index(e->parts[block].rows, row);
	e->dirty = true;
}

bool entry_row_empty(const struct entry *e, int block, int row)
{
	const struct row *r = sheet_row(e, block, row);
	const struct block_def *def = sheet_block(e, block);
	for (int i = 0; r && i < r->n; i++) {
		const struct cell *cell = &r->cells[i];
		const struct field_def *field = g_ptr_array_index(def->fields, i);
		bool by_hand = cell->origin == ORIGIN_KEYED || cell->origin == ORIGIN_LEGACY ||
			(cell->origin == ORIGIN_PUT && !field->carry);
		if (by_hand && cell_is_answered(cell))
			return false;
	}
	return true;
}

bool entry_block_asked(const struct entry *e, int block)
{
	sheet_refresh(e);
	return sheet_block(e, block) && e->parts[block].asked;
}

bool entry_block_none(const struct entry *e, int block)
{
	return sheet_block(e, block) && e->parts[block].none;
}

void entry_set_block_none(struct entry *e, int block, bool none)
{
	const struct block_def *def = sheet_block(e, block);
	if (!def || !def->roster)
		return;
	for (int row = entry_rows(e, block); none && row-- > 0;)
		if (entry_row_empty(e, block, row))
			entry_drop_row(e, block, row);
	e->parts[block].none = none && entry_rows(e, block) == 0;
	e->dirty = true;
}

/* ---- cells seen from outside ---- */

const struct field_def *entry_field(const struct entry *e, struct place at)
{
	const struct block_def *def = sheet_block(e, at.block);
	if (!def || at.field < 0 || (guint)at.field >= def->fields->len)
		return NULL;
	return g_ptr_array_index(def->fields, at.field);
}

bool entry_asked(const struct entry *e, struct place at)
{
	sheet_refresh(e);
	const struct cell *cell = sheet_cell(e, at);
	return cell && cell->asked;
}

bool entry_protected(const struct entry *e, struct place at)
{
	sheet_refresh(e);
	const struct cell *cell = sheet_cell(e, at);
	const struct field_def *def = entry_field(e, at);
	if (!cell)
		return true;
	if (cell->derived)
		return true;
	return def->edit_if && !scope_true(e, at, def->edit_if);
}

bool entry_carried(const struct entry *e, struct place at)
{
	const struct cell *cell = sheet_cell(e, at);
	return cell && entry_field(e, at)->carry && cell->origin == ORIGIN_PUT &&
		cell_is_answered(cell);
}

const char *entry_value(const struct entry *e, struct place at)
{
	return entry_asked(e, at) ? sheet_cell(e, at)->value : "";
}

enum mark entry_mark(const struct entry *e, struct place at)
{
	return entry_asked(e, at) ? sheet_cell(e, at)->mark : MARK_NONE;
}

const char *entry_expression(const struct entry *e, struct place at)
{
	return entry_asked(e, at) ? sheet_cell(e, at)->expression : NULL;
}

/* A code as it is keyed; one that its list no longer knows, as it is stored. */
static char *code_shown(const struct entry *e, struct place at)
{
	const struct code *code = code_list_find(entry_codes(e, at), entry_value(e, at));
	return g_strdup(code ? code_keyed(code) : entry_value(e, at));
}

static char *cell_shown(const struct entry *e, struct place at)
{
	const struct field_def *def = entry_field(e, at);
	return def->type == FIELD_CODE ? code_shown(e, at) : value_shown(def, entry_value(e, at));
}

char *entry_shown(const struct entry *e, struct place at)
{
	switch (entry_mark(e, at)) {
	case MARK_NIL:
		return g_strdup(".");
	case MARK_UNKNOWN:
		return g_strdup("*");
	default:
		return sheet_cell(e, at) ? cell_shown(e, at) : g_strdup("");
	}
}

const struct code_list *entry_codes(const struct entry *e, struct place at)
{
	const struct field_def *def = entry_field(e, at);
	if (!def || !def->codes)
		return NULL;
	if (*def->codes == '@')
		return e->env.codes ? e->env.codes(def->codes + 1, e->env.ctx) : NULL;
	return e->env.library ? library_codes(e->env.library, def->codes) : NULL;
}

const char *entry_code_label(const struct entry *e, struct place at)
{
	const struct code *code = code_list_find(entry_codes(e, at), entry_value(e, at));
	return code ? code->label : "";
}

const char *entry_get(const struct entry *e, const char *block, int row, const char *field)
{
	struct place at = {block_number(e->form, block), row, -1};
	if (at.block >= 0)
		at.field = sheet_field_number(sheet_block(e, at.block), field);
	return entry_value(e, at);
}

/* Numbers take "none" as the explicit zero that it is. */
static const char *nil_value(const struct field_def *def)
{
	return def->type == FIELD_MONEY || def->type == FIELD_INTEGER ? "0" : "";
}

void entry_put(struct entry *e, const char *block, int row, const char *field, const char *value)
{
	int b = block_number(e->form, block);
	struct place at = {b, row, b < 0 ? -1 : sheet_field_number(sheet_block(e, b), field)};
	const struct field_def *def = entry_field(e, at);
	if (!def || row < 0)
		return;
	while (entry_rows(e, b) <= row)
		if (entry_add_row(e, b, -1) < 0)
			return;
	if (!value)
		value = "";
	struct cell *cell = sheet_cell(e, at);
	if (def->none_allowed && strcmp(value, ".") == 0)
		cell_assign(cell, nil_value(def), MARK_NIL, ORIGIN_PUT);
	else if (def->unknown_allowed && strcmp(value, "*") == 0)
		cell_assign(cell, "", MARK_UNKNOWN, ORIGIN_PUT);
	else
		cell_assign(cell, value, MARK_NONE, ORIGIN_PUT);
	e->dirty = true;
}

void entry_keep_legacy(struct entry *e)
{
	for (guint b = 0; b < e->form->blocks->len; b++)
		for (int row = 0; row < entry_rows(e, (int)b); row++) {
			struct row *r = sheet_row(e, (int)b, row);
			for (int i = 0; i < r->n; i++)
				if (r->cells[i].origin == ORIGIN_PUT)
					r->cells[i].origin = ORIGIN_LEGACY;
		}
}

/* ---- what is keyed ---- */

static struct verdict *refused(struct place at, const char *number, char *sentence)
{
	return verdict_new(VERDICT_HARD, number, sentence, at);
}

/* Reads what was keyed into a new cell content; NULL, or the verdict that refuses it. */
static struct verdict *read_keyed(
	const struct entry *e, struct place at, const char *text, struct cell *into)
{
	const struct field_def *def = entry_field(e, at);
	if (!*text) {
		cell_assign(into, "", MARK_NONE, ORIGIN_KEYED);
		return NULL;
	}
	if (strcmp(text, ".") == 0) {
		if (!def->none_allowed)
			return refused(at, E_NO_NONE,
				g_strdup_printf(_("%s cannot be none: key it"), def->label));
		cell_assign(into, nil_value(def), MARK_NIL, ORIGIN_KEYED);
		return NULL;
	}
	if (strcmp(text, "*") == 0) {
		if (!def->unknown_allowed)
			return refused(at, E_NO_UNKNOWN,
				g_strdup_printf(_("%s cannot be unknown: key it"), def->label));
		cell_assign(into, "", MARK_UNKNOWN, ORIGIN_KEYED);
		return NULL;
	}
	struct value value;
	bool read = value_read(def, entry_codes(e, at), e->env.today, text, &value);
	struct verdict *v = NULL;
	if (read) {
		cell_assign(into, value.text, MARK_NONE, ORIGIN_KEYED);
		into->expression = g_steal_pointer(&value.expression);
	} else {
		v = refused(at, value.number, g_steal_pointer(&value.complaint));
	}
	value_clear(&value);
	return v;
}

static bool same_content(const struct cell *a, const struct cell *b)
{
	return a->mark == b->mark && strcmp(a->value, b->value) == 0;
}

static void swap_cells(struct cell *a, struct cell *b)
{
	struct cell swap = *a;
	*a = *b;
	*b = swap;
}

/* The first hard objection, else the first soft one, else fine. Takes the list over. */
static struct verdict *worst(GPtrArray *verdicts, struct place at)
{
	int best = -1;
	for (guint i = 0; i < verdicts->len; i++) {
		const struct verdict *v = g_ptr_array_index(verdicts, i);
		if (best < 0 ||
			(v->kind == VERDICT_HARD &&
				((struct verdict *)g_ptr_array_index(verdicts, best))->kind !=
					VERDICT_HARD))
			best = (int)i;
	}
	struct verdict *v = best < 0 ? verdict_new(VERDICT_FINE, NULL, NULL, at)
				     : g_ptr_array_steal_index(verdicts, best);
	g_ptr_array_unref(verdicts);
	return v;
}

/* The new content on trial: it stays unless a hard check speaks against it. */
static struct verdict *try_content(struct entry *e, struct place at, struct cell *fresh)
{
	struct cell *cell = sheet_cell(e, at);
	bool same = same_content(cell, fresh);
	fresh->asked = cell->asked;
	if (same && !fresh->expression)
		fresh->expression = g_strdup(cell->expression);
	swap_cells(cell, fresh);
	settle(e);
	struct verdict *v = worst(judge_left(e, at), at);
	if (v->kind == VERDICT_HARD) {
		swap_cells(sheet_cell(e, at), fresh);
		settle(e);
	} else if (!same) {
		judge_forget(e, at);
		verdict_free(v);
		v = worst(judge_left(e, at), at);
	}
	return v;
}

struct verdict *entry_set(struct entry *e, struct place at, const char *typed)
{
	const struct field_def *def = entry_field(e, at);
	struct cell *cell = sheet_cell(e, at);
	g_return_val_if_fail(def && cell, verdict_new(VERDICT_FINE, NULL, NULL, at));
	sheet_refresh(e);
	g_autofree char *text = text_normal(typed);
	g_autofree char *shown = entry_shown(e, at);
	bool unchanged = strcmp(text, shown) == 0;
	if (unchanged && (entry_protected(e, at) || cell->origin == ORIGIN_LEGACY))
		return verdict_new(VERDICT_FINE, NULL, NULL, at);
	if (entry_protected(e, at))
		return refused(at, E_PROTECTED,
			g_strdup_printf(
				_("%s is only shown: it cannot be changed here"), def->label));
	struct cell fresh = {.value = g_strdup("")};
	struct verdict *v = read_keyed(e, at, text, &fresh);
	if (!v)
		v = try_content(e, at, &fresh);
	g_free(fresh.value);
	g_free(fresh.expression);
	return v;
}

/* ---- soft checks that were accepted ---- */

void entry_accept(struct entry *e, struct place at, const char *number, const char *reason)
{
	const struct row *row = sheet_row(e, at.block, at.row);
	if (!row || !number)
		return;
	struct acceptance *a = g_new0(struct acceptance, 1);
	a->row = row;
	a->block = at.block;
	a->field = at.field;
	a->number = g_strdup(number);
	a->reason = g_strdup(reason ? reason : "");
	g_ptr_array_add(e->accepted, a);
}

static int row_number(const struct entry *e, const struct acceptance *a)
{
	guint index = 0;
	g_ptr_array_find(e->parts[a->block].rows, a->row, &index);
	return (int)index;
}

void entry_accepted(const struct entry *e,
	void (*see)(struct place at, const char *number, const char *reason, void *ctx), void *ctx)
{
	for (guint i = 0; i < e->accepted->len; i++) {
		const struct acceptance *a = g_ptr_array_index(e->accepted, i);
		see((struct place){a->block, row_number(e, a), a->field}, a->number, a->reason,
			ctx);
	}
}
