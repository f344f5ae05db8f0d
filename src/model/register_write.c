/* Rows of a register from a filled form, and back into one. */
#include "config.h"

#include "model/register.h"

#include <string.h>
#include "base/i18n.h"
#include "model/person.h"
#include "model/rows.h"

static struct change *begin(struct desk *desk, const struct register_def *reg, GError **error)
{
	g_autofree char *roles = g_strjoinv(" ", reg->roles);

	if (!reg->table) {
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s is computed from other registers; change those"), reg->label);
		return NULL;
	}
	return desk_needs(desk, role_parse(roles), error) ? desk_change(desk, reg->key, error)
							  : NULL;
}

/* The schema's own refusals, in words that say what to do. */
static bool explain(const struct register_def *reg, GError **error)
{
	bool twice = error && *error && strstr((*error)->message, "UNIQUE");
	bool used = error && *error && strstr((*error)->message, "FOREIGN KEY");

	if (!twice && !used)
		return false;
	g_clear_error(error);
	return jz_fail(error, JZ_ERROR_BAD,
		twice ? _("%s has such a row already; open that one and change it")
		      : _("%s: the row is in use elsewhere and cannot be taken out"),
		reg->label);
}

/* --- the person of a row ------------------------------------------------------------------- */

/* A field of an id number that is kept in the column "person" stands for that person; a name in
 * the same block is his. */
static const struct field_def *field_of_person(const struct block_def *block, enum field_type type)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);

		if (f->type == type && (type != FIELD_ID || g_str_equal(f->column, "person")))
			return f;
	}
	return NULL;
}

struct saving {
	struct desk *desk;
	const struct register_def *reg;
	struct change *change;
	const struct entry *e;
	row_id parent, id; /* id 0: a new row */
	struct record r;
	GPtrArray *keep;
};

static const char *value_of(
	const struct saving *s, const struct block_def *block, const struct field_def *f)
{
	const char *value = f ? entry_get(s->e, block->key, 0, f->key) : NULL;

	return value ? value : "";
}

static bool add_person(
	struct saving *s, const char *id_no, const char *name, row_id *id, GError **error)
{
	struct record r = record_of("person");

	if (!*name)
		return jz_fail(error, JZ_ERROR_BAD,
			_("nobody with the id number %s is known; key the name, too"), id_no);
	record_text(&r, "name", name);
	record_text(&r, "id_no", id_no);
	person_complete(&r, name, id_no, s->keep);
	return change_insert(s->change, &r, id, error);
}

/* A number with one wrong digit is somebody else: the name shows it. */
static bool is_he(struct saving *s, row_id id, const char *name, GError **error)
{
	g_autoptr(person) p = person_get(s->desk, id, error);

	if (!p)
		return false;
	return !*name || g_str_equal(p->name, name) ||
		jz_fail(error, JZ_ERROR_BAD,
			_("the id number %s is that of %s, not %s; look at the card again"),
			p->id_no, p->name, name);
}

static bool record_person(struct saving *s, const struct block_def *block,
	const struct field_def *number, const struct field_def *name, GError **error)
{
	const char *id_no = value_of(s, block, number), *called = value_of(s, block, name);
	row_id id = *id_no ? person_by_id_no(s->desk->db, id_no) : 0;

	if (id && !is_he(s, id, called, error))
		return false;
	if (!id && *id_no && !add_person(s, id_no, called, &id, error))
		return false;
	if (id)
		record_int(&s->r, number->column, id);
	else
		record_null(&s->r, number->column);
	return true;
}

/* --- saving -------------------------------------------------------------------------------- */

static bool record_block(struct saving *s, int b, GError **error)
{
	const struct block_def *block = g_ptr_array_index(entry_form(s->e)->blocks, b);
	const struct field_def *number = field_of_person(block, FIELD_ID);
	const struct field_def *name = number ? field_of_person(block, FIELD_NAME) : NULL;
	const char *const skip[] = {number ? number->key : NULL, name ? name->key : NULL, NULL};

	rows_record(&s->r, s->e, b, 0, skip, s->keep);
	return !number || record_person(s, block, number, name, error);
}

/* The row as far as it is known, for a query of the register's file. */
static struct query *query_on_record(struct saving *s, const char *sql, GError **error)
{
	const struct record *r = &s->r;
	struct query *q =
		register_query(s->desk, s->reg, sql, s->parent, month_of(day_today()), error);

	if (!q)
		return NULL;
	query_bind_int(q, "id", s->id);
	for (int i = 0; i < r->n; i++) {
		if (r->field[i].type == RECORD_INT)
			query_bind_int(q, r->field[i].column, r->field[i].i);
		else if (r->field[i].type == RECORD_TEXT)
			query_bind_text(q, r->field[i].column, r->field[i].s);
	}
	return q;
}

static void drop_column(struct record *r, const char *column)
{
	for (int i = 0; i < r->n; i++)
		if (g_str_equal(r->field[i].column, column)) {
			r->field[i] = r->field[--r->n];
			return;
		}
}

/* The value of a query's column, as a column of a row. */
static void record_result(
	struct record *r, const char *column, struct query *q, int col, GPtrArray *keep)
{
	if (query_is_int(q, col)) {
		record_int(r, column, query_int(q, col));
		return;
	}
	char *text = query_dup(q, col);
	g_ptr_array_add(keep, text);
	record_text(r, column, text);
}

static bool record_set(struct saving *s, const struct register_set *set, GError **error)
{
	struct query *q = query_on_record(s, set->query, error);

	if (!q)
		return false;
	bool found = query_next(q);
	drop_column(&s->r, set->key);
	if (found)
		record_result(&s->r, set->key, q, 0, s->keep);
	else
		record_null(&s->r, set->key);
	return query_end(q, error);
}

static bool may_stand(struct saving *s, const struct register_refusal *refusal, GError **error)
{
	struct query *q = query_on_record(s, refusal->query, error);

	if (!q)
		return false;
	bool found = query_next(q);
	if (!query_end(q, error))
		return false;
	return !found || jz_fail(error, JZ_ERROR_BAD, "%s: %s", refusal->key, refusal->say);
}

static bool record_all(struct saving *s, GError **error)
{
	const struct register_def *reg = s->reg;
	bool ok = true;

	if (reg->parent)
		record_int(&s->r, reg->parent, s->parent);
	for (guint b = 0; ok && b < entry_form(s->e)->blocks->len; b++)
		ok = record_block(s, (int)b, error);
	for (guint i = 0; ok && i < reg->sets->len; i++)
		ok = record_set(s, g_ptr_array_index(reg->sets, i), error);
	for (guint i = 0; ok && i < reg->refusals->len; i++)
		ok = may_stand(s, g_ptr_array_index(reg->refusals, i), error);
	return ok;
}

bool register_save(struct desk *desk, const struct register_def *reg, row_id parent, row_id *id,
	const struct entry *e, GError **error)
{
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct change *c = rows_complete(e, error) ? begin(desk, reg, error) : NULL;
	struct saving s = {desk, reg, c, e, parent, *id, record_of(reg->table), keep};
	row_id made = *id;
	bool ok = c && record_all(&s, error);

	if (ok)
		ok = (made ? change_update(c, made, &s.r, NULL, error)
			   : change_insert(c, &s.r, &made, error)) ||
			explain(reg, error);
	ok = ok && rows_accepted(c, 0, e, error) && change_commit(&c, error);
	change_cancel(&c);
	if (ok)
		*id = made;
	return ok;
}

/* --- into a form --------------------------------------------------------------------------- */

/* The columns of a row that hold something, those of "extra" among them. */
static GHashTable *read_row(
	struct desk *desk, const struct register_def *reg, row_id id, GError **error)
{
	g_autoptr(GHashTable) row = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autofree char *all = g_strdup_printf("SELECT * FROM %s WHERE id = $1", reg->table);
	g_autofree char *extra = g_strdup_printf("SELECT j.key, j.value FROM %s t,"
						 " json_each(t.extra) j WHERE t.id = $1",
		reg->table);
	struct query *q = db_query(desk->db, g_intern_string(all), "i", id);

	if (query_next(q))
		for (int i = 0; i < query_columns(q); i++)
			if (!query_is_null(q, i))
				g_hash_table_replace(
					row, g_strdup(query_name(q, i)), query_dup(q, i));
	if (!query_end(q, error))
		return NULL;
	q = db_query(desk->db, g_intern_string(extra), "i", id);
	while (query_next(q))
		g_hash_table_replace(row, query_dup(q, 0), g_strdup(query_text(q, 1)));
	return query_end(q, error) ? g_steal_pointer(&row) : NULL;
}

/* An amount whose sign follows from its kind is keyed without one. */
static char *amount_put(const struct field_def *f, const char *stored)
{
	gint64 amount = g_ascii_strtoll(stored, NULL, 10);

	return g_strdup_printf(
		"%" G_GINT64_FORMAT, f->has_min && f->min >= 0 ? ABS(amount) : amount);
}

/* The key of the code that stands for a row. */
static char *code_put(const struct code_list *list, const char *stored)
{
	for (guint i = 0; list && i < list->codes->len; i++) {
		const struct code *code = g_ptr_array_index(list->codes, i);

		if (g_strcmp0(code_attribute(code, "row"), stored) == 0)
			return g_strdup(code->key);
	}
	return g_strdup(stored);
}

static void put_field(
	GHashTable *row, struct entry *e, const struct block_def *block, struct place at)
{
	const struct field_def *f = entry_field(e, at);
	g_autofree char *as = g_strconcat(f->column, "_as", NULL);
	const char *stored = g_hash_table_lookup(row, f->column);
	g_autofree char *value = NULL;

	if (!stored && g_strcmp0(g_hash_table_lookup(row, as), "*") == 0)
		value = g_strdup("*");
	else if (stored && f->type == FIELD_MONEY)
		value = amount_put(f, stored);
	else if (stored && f->type == FIELD_CODE)
		value = code_put(entry_codes(e, at), stored);
	/* What nobody has said yet may follow its default. */
	if (stored || value)
		entry_put(e, block->key, 0, f->key, value ? value : stored);
}

static bool put_person(struct desk *desk, GHashTable *row, struct entry *e,
	const struct block_def *block, GError **error)
{
	const struct field_def *number = field_of_person(block, FIELD_ID);
	const struct field_def *name = field_of_person(block, FIELD_NAME);
	const char *stored = number ? g_hash_table_lookup(row, number->column) : NULL;

	if (!stored)
		return true;
	g_autoptr(person) p = person_get(desk, g_ascii_strtoll(stored, NULL, 10), error);
	if (!p)
		return false;
	entry_put(e, block->key, 0, number->key, p->id_no);
	if (name)
		entry_put(e, block->key, 0, name->key, p->name);
	return true;
}

bool register_fill(struct desk *desk, const struct register_def *reg, row_id id, struct entry *e,
	GError **error)
{
	g_autoptr(GHashTable) row = read_row(desk, reg, id, error);
	const GPtrArray *blocks = entry_form(e)->blocks;
	bool ok = row != NULL;

	for (guint b = 0; ok && b < blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(blocks, b);

		for (guint f = 0; f < block->fields->len; f++)
			put_field(row, e, block, (struct place){(int)b, 0, (int)f});
		ok = put_person(desk, row, e, block, error);
	}
	return ok;
}

/* --- taking out, and many at once ---------------------------------------------------------- */

/* An institution with residents was not entered in error. */
static bool nobody_belongs(
	struct desk *desk, const struct register_def *reg, row_id id, GError **error)
{
	const GPtrArray *all = library_registers(desk->lib);

	for (guint i = 0; i < all->len; i++) {
		const struct register_def *child = g_ptr_array_index(all, i);
		gint64 n = 0;

		if (g_strcmp0(child->parent, reg->key) != 0 || !child->table)
			continue;
		g_autofree char *sql = g_strdup_printf(
			"SELECT count(*) FROM %s WHERE %s = $1", child->table, child->parent);
		if (!db_one_int(desk->db, &n, error, g_intern_string(sql), "i", id))
			return false;
		if (n)
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%d rows of %s belong to it; take those out first"), (int)n,
				child->label);
	}
	return true;
}

bool register_delete(struct desk *desk, const struct register_def *reg, row_id id, GError **error)
{
	struct change *c = begin(desk, reg, error);
	bool ok = c && nobody_belongs(desk, reg, id, error) &&
		(change_delete(c, reg->table, id, error) || explain(reg, error)) &&
		change_commit(&c, error);

	change_cancel(&c);
	return ok;
}

static bool params_are_set(
	struct desk *desk, const struct register_def *reg, month m, GError **error)
{
	for (char **key = reg->needs; *key; key++) {
		const struct param_def *param = library_param(desk->lib, *key);
		const char *value = desk_policy(desk, *key, "", month_first(m));

		if (!value || !*value)
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%s is not set for that month; an administrator enters it under "
				  "Standards and settings"),
				param ? param->label : *key);
	}
	return true;
}

/* The rows to make: read to the end before any is written. */
static GArray *rows_to_make(struct desk *desk, const struct register_def *reg, row_id parent,
	month m, GPtrArray *keep, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct record));
	struct query *q = register_query(desk, reg, reg->make, parent, m, error);

	while (q && query_next(q)) {
		struct record r = record_of(reg->table);

		if (reg->parent)
			record_int(&r, reg->parent, parent);
		for (int i = 0; i < query_columns(q); i++) {
			char *column = g_strdup(query_name(q, i));
			g_ptr_array_add(keep, column);
			record_result(&r, column, q, i, keep);
		}
		g_array_append_val(rows, r);
	}
	return q && query_end(q, error) ? g_steal_pointer(&rows) : NULL;
}

bool register_make(struct desk *desk, const struct register_def *reg, row_id parent, month m,
	int *made, GError **error)
{
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct change *c = begin(desk, reg, error);
	bool ok = c && params_are_set(desk, reg, m, error);
	g_autoptr(GArray) rows = ok ? rows_to_make(desk, reg, parent, m, keep, error) : NULL;

	ok = rows != NULL;
	for (guint i = 0; ok && i < rows->len; i++)
		ok = change_insert(c, &g_array_index(rows, struct record, i), NULL, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	*made = ok ? (int)rows->len : 0;
	return ok;
}
