/* What was keyed into a field, read by the field's type.  One reader per type; a value that was
 * read is the value as stored. */
#include "form/sheet.h"

#include <string.h>
#include "base/i18n.h"
#include "base/rid.h"
#include "base/text.h"

#define E_TYPE "E-03"
#define E_ID "E-04"
#define E_CODE "E-06"

struct reading {
	const struct field_def *def;
	const struct code_list *codes;
	day today;
	const char *text; /* folded */
	struct value *out;
};

void value_clear(struct value *v)
{
	g_clear_pointer(&v->text, g_free);
	g_clear_pointer(&v->expression, g_free);
	g_clear_pointer(&v->complaint, g_free);
}

static bool refuse(const struct reading *r, const char *number, char *complaint)
{
	r->out->number = number;
	r->out->complaint = complaint;
	return false;
}

static bool read_text(const struct reading *r)
{
	r->out->text = g_strdup(r->text);
	return true;
}

static bool read_id(const struct reading *r)
{
	struct rid rid;
	enum rid_status status = rid_parse(r->text, &rid);
	/* Wrongly issued numbers exist: a wrong check digit is objected to, not refused (12.3). */
	if (status != RID_OK && status != RID_CHECK)
		return refuse(r, E_ID, rid_message(status, &rid));
	r->out->text = g_strdup(rid.number);
	return true;
}

static bool read_integer(const struct reading *r)
{
	const char *digits = r->text + (*r->text == '-');
	size_t n = strspn(digits, "0123456789");
	if (n == 0 || n > 15 || digits[n])
		return refuse(r, E_TYPE,
			g_strdup_printf(_("%s: \"%s\" is no whole number: key digits only"),
				r->def->label, r->text));
	r->out->text = g_strdup_printf("%" G_GINT64_FORMAT, g_ascii_strtoll(r->text, NULL, 10));
	return true;
}

static bool read_money(const struct reading *r)
{
	fen amount;
	if (!money_eval(r->text, &amount))
		return refuse(r, E_TYPE,
			g_strdup_printf(
				_("%s: \"%s\" is no amount: key yuan, such as 1200, 85.50 or "
				  "1200*3"),
				r->def->label, r->text));
	fen plain;
	if (!money_read(r->text, &plain))
		r->out->expression = g_strdup(r->text);
	r->out->text = g_strdup_printf("%" G_GINT64_FORMAT, amount);
	return true;
}

static bool read_date(const struct reading *r)
{
	char iso[DAY_LEN];
	day d = day_parse(r->text, r->today);
	if (d == DAY_NONE)
		return refuse(r, E_TYPE,
			g_strdup_printf(_("%s: \"%s\" is no date: key it like 20240315 or 0315, or "
					  "t for today"),
				r->def->label, r->text));
	r->out->text = g_strdup(day_to_iso(d, iso));
	return true;
}

static bool read_month(const struct reading *r)
{
	char iso[MONTH_LEN];
	month m = month_parse(r->text, r->today);
	if (m == MONTH_NONE)
		return refuse(r, E_TYPE,
			g_strdup_printf(_("%s: \"%s\" is no month: key it like 202403"),
				r->def->label, r->text));
	r->out->text = g_strdup(month_to_iso(m, iso));
	return true;
}

/* Villages have codes of twelve digits, of which the last three are keyed. */
#define LONG_CODE 6

static const struct code *by_tail(const struct code_list *list, const char *tail)
{
	const struct code *only = NULL;
	for (guint i = 0; i < list->codes->len; i++) {
		const struct code *code = g_ptr_array_index(list->codes, i);
		if (strlen(code->key) <= LONG_CODE || !g_str_has_suffix(code->key, tail))
			continue;
		if (only)
			return NULL;
		only = code;
	}
	return only;
}

static bool read_code(const struct reading *r)
{
	if (!r->codes)
		return refuse(r, E_CODE,
			g_strdup_printf(_("%s: there is no code list \"%s\""), r->def->label,
				r->def->codes));
	const struct code *code = code_list_meant(r->codes, r->text);
	if (!code)
		code = by_tail(r->codes, r->text);
	if (!code)
		return refuse(r, E_CODE,
			g_strdup_printf(_("%s: there is no code \"%s\": F5 shows the codes"),
				r->def->label, r->text));
	r->out->text = g_strdup(code->key);
	return true;
}

/* Digits, with blanks dropped; dashes stay where keep says so. */
static char *digits_of(const char *text, bool keep_dashes)
{
	GString *out = g_string_new(NULL);
	for (; *text; text++) {
		if (g_ascii_isdigit(*text) || (*text == '-' && keep_dashes))
			g_string_append_c(out, *text);
		else if (*text != ' ' && *text != '-') {
			g_string_free(out, true);
			return NULL;
		}
	}
	return g_string_free(out, false);
}

static int count_digits(const char *text)
{
	int n = 0;
	for (; text && *text; text++)
		n += g_ascii_isdigit(*text);
	return n;
}

/* A digit in a name is a slip into the wrong field: the code of the next one, an id number. */
static bool read_name(const struct reading *r)
{
	for (const char *c = r->text; *c; c++)
		if (g_ascii_isdigit(*c))
			return refuse(r, E_TYPE,
				g_strdup_printf(_("%s: \"%s\" is no name: a name has no digits"),
					r->def->label, r->text));
	return read_text(r);
}

static bool read_phone(const struct reading *r)
{
	g_autofree char *digits = digits_of(r->text, true);
	int n = count_digits(digits);
	bool mobile = digits && *digits == '1'; /* eleven digits, no more */
	if (!digits || n < 7 || n > 12 || (mobile && n > 11))
		return refuse(r, E_TYPE,
			g_strdup_printf(_("%s: \"%s\" is no telephone number: key 7 to 12 digits"),
				r->def->label, r->text));
	r->out->text = g_steal_pointer(&digits);
	return true;
}

static bool read_account(const struct reading *r)
{
	g_autofree char *digits = digits_of(r->text, false);
	int n = count_digits(digits);
	if (!digits || n < 8 || n > 32)
		return refuse(r, E_TYPE,
			g_strdup_printf(_("%s: \"%s\" is no account number: key 8 to 32 digits"),
				r->def->label, r->text));
	r->out->text = g_steal_pointer(&digits);
	return true;
}

bool value_read(const struct field_def *def, const struct code_list *codes, day today,
	const char *typed, struct value *out)
{
	static bool (*const readers[])(const struct reading *r) = {
		[FIELD_TEXT] = read_text,
		[FIELD_NAME] = read_name,
		[FIELD_ID] = read_id,
		[FIELD_INTEGER] = read_integer,
		[FIELD_MONEY] = read_money,
		[FIELD_DATE] = read_date,
		[FIELD_MONTH] = read_month,
		[FIELD_CODE] = read_code,
		[FIELD_PHONE] = read_phone,
		[FIELD_ACCOUNT] = read_account,
	};
	g_autofree char *text = def->type == FIELD_NAME ? text_name(typed) : text_normal(typed);
	const struct reading r = {def, codes, today, text, out};
	memset(out, 0, sizeof(*out));
	return readers[def->type](&r);
}

char *value_shown(const struct field_def *def, const char *stored)
{
	char plain[MONEY_LEN];
	if (def->type == FIELD_MONEY && *stored)
		return g_strdup(money_plain(g_ascii_strtoll(stored, NULL, 10), plain));
	return g_strdup(stored);
}
