#include "form/bank.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

static const char *const value_words[] = {"serial", "file_no", "head", "id_no", "village", "holder",
	"bank", "account", "amount", "month", "programme", "office", "count", "total", "date",
	"text", NULL};
static const char *const result_words[] = {"account", "holder", "amount", "outcome", NULL};

static void field_free(gpointer data)
{
	struct bank_field *f = data;
	g_free(f->label);
	g_free(f->text);
	g_free(f);
}

void bank_free(struct bank_def *b)
{
	if (!b)
		return;
	g_free(b->key);
	g_free(b->label);
	g_free(b->file);
	g_ptr_array_unref(b->header);
	g_ptr_array_unref(b->columns);
	g_ptr_array_unref(b->trailer);
	for (int i = 0; i < BANK_RESULTS; i++)
		g_strfreev(b->result[i].words);
	g_strfreev(b->paid);
	g_strfreev(b->failed);
	g_free(b);
}

static void complain_missing(const struct source *src, const struct ini_section *s, const char *key)
{
	ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"), s->kind,
		s->name, key);
}

static void read_bank(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const known[] = {
		"label", "label[en]", "format", "encoding", "amount", "heading", NULL};
	static const char *const formats[] = {"csv", "fixed", NULL};
	static const char *const encodings[] = {"utf-8", "gb18030", NULL};
	static const char *const amounts[] = {"yuan", "fen", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (b->key) {
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
		return;
	}
	b->key = g_strdup(s->name);
	b->line = s->line;
	b->label = section_label(src, s, "label");
	b->fixed = section_choice(src, s, "format", formats) == 1;
	b->gb18030 = section_choice(src, s, "encoding", encodings) == 1;
	b->fen = section_choice(src, s, "amount", amounts) == 1;
	b->heading = section_flag(src, s, "heading");
}

/* What a field is, its name says, unless it says otherwise. */
static void read_field(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const known[] = {
		"label", "value", "text", "width", "align", "pad", NULL};
	static const char *const aligns[] = {"left", "right", NULL};
	static const char *const pads[] = {"blank", "zero", NULL};
	struct bank_field *f = g_new0(struct bank_field, 1);
	gint64 width = 0;
	int value = section_choice(src, s, "value", value_words);
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	f->text = section_text(s, "text");
	for (int i = 0; value < 0 && value_words[i]; i++)
		if (strcmp(value_words[i], s->name) == 0)
			value = i;
	f->value = f->text || value < 0 ? BANK_TEXT : value;
	if (!f->text && value < 0)
		complain_missing(src, s, "value");
	f->label = g_strdup(ini_value(s, "label") ? ini_value(s, "label") : s->name);
	section_integer(src, s, "width", &width);
	f->width = (int)CLAMP(width, 0, 1000);
	if (b->fixed && !f->width)
		complain_missing(src, s, "width");
	f->right = section_choice(src, s, "align", aligns) == 1;
	f->zeros = section_choice(src, s, "pad", pads) == 1;
	f->line = s->line;
	g_ptr_array_add(strcmp(s->kind, "header") == 0    ? b->header
			: strcmp(s->kind, "trailer") == 0 ? b->trailer
							  : b->columns,
		f);
}

static void read_answer(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const known[] = {"skip_first", "skip_last", NULL};
	gint64 first = 0, last = 0;
	ini_check_keys(src->ini, s, known, src->complaints);
	section_integer(src, s, "skip_first", &first);
	section_integer(src, s, "skip_last", &last);
	b->skip_first = (int)CLAMP(first, 0, 1000);
	b->skip_last = (int)CLAMP(last, 0, 1000);
}

static void read_result(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const known[] = {"words", "at", "width", NULL};
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const struct spot spot = {src->ini->file, s->line, src->complaints};
	gint64 at = 0, width = 0;
	ini_check_keys(src->ini, s, known, src->complaints);
	for (int i = 0; i < BANK_RESULTS; i++) {
		g_ptr_array_add(names, (char *)result_words[i]);
		if (strcmp(result_words[i], s->name) != 0)
			continue;
		section_integer(src, s, "at", &at);
		section_integer(src, s, "width", &width);
		g_strfreev(b->result[i].words);
		b->result[i].words = section_words(s, "words");
		b->result[i].at = (int)CLAMP(at, 0, 100000);
		b->result[i].width = (int)CLAMP(width, 0, 1000);
		if (b->fixed ? !at || !width : !*b->result[i].words)
			complain_missing(src, s, b->fixed ? "at, width" : "words");
		return;
	}
	complain_no_such(spot, _("column"), s->name, names);
}

static void read_outcome(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const known[] = {"words", NULL};
	char ***words = strcmp(s->name, "paid") == 0 ? &b->paid
		: strcmp(s->name, "failed") == 0     ? &b->failed
						     : NULL;
	ini_check_keys(src->ini, s, known, src->complaints);
	if (!words) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("an outcome is paid or failed, not \"%s\""), s->name);
		return;
	}
	g_strfreev(*words);
	*words = section_words(s, "words");
}

static const struct {
	const char *kind;
	void (*read)(const struct source *src, const struct ini_section *s, struct bank_def *b);
} readers[] = {
	{"bank", read_bank},
	{"header", read_field},
	{"column", read_field},
	{"trailer", read_field},
	{"answer", read_answer},
	{"result", read_result},
	{"outcome", read_outcome},
};

static void read_section(const struct source *src, const struct ini_section *s, struct bank_def *b)
{
	static const char *const kinds[] = {
		"bank", "header", "column", "trailer", "answer", "result", "outcome", NULL};
	for (guint i = 0; i < G_N_ELEMENTS(readers); i++)
		if (strcmp(readers[i].kind, s->kind) == 0) {
			readers[i].read(src, s, b);
			return;
		}
	section_refuse(src, s, kinds);
}

/* Without these a file pays nobody, and an answer says nothing. */
static void check_whole(const struct bank_def *b, struct ini_complaints *c)
{
	bool account = false, amount = false;
	for (guint i = 0; i < b->columns->len; i++) {
		const struct bank_field *f = g_ptr_array_index(b->columns, i);
		account |= f->value == BANK_ACCOUNT;
		amount |= f->value == BANK_AMOUNT;
		if (f->value == BANK_COUNT || f->value == BANK_TOTAL)
			ini_complain(c, b->file, f->line,
				_("totals stand in the header or the trailer, not in a column"));
	}
	if (!account || !amount)
		ini_complain(c, b->file, b->line,
			_("a bank's file needs the columns account and amount"));
	if ((b->result[BANK_RESULT_ACCOUNT].words == NULL) !=
		(b->result[BANK_RESULT_OUTCOME].words == NULL))
		ini_complain(c, b->file, b->line,
			_("a bank's answer needs the results account and outcome"));
	if (b->result[BANK_RESULT_OUTCOME].words && (!b->paid || !b->failed))
		ini_complain(c, b->file, b->line,
			_("a bank's answer needs [outcome paid] and [outcome failed]"));
}

struct bank_def *bank_read(const struct ini *ini, struct ini_complaints *c)
{
	const struct source src = {ini, c};
	struct bank_def *b = g_new0(struct bank_def, 1);
	b->file = g_strdup(ini->file);
	b->header = g_ptr_array_new_with_free_func(field_free);
	b->columns = g_ptr_array_new_with_free_func(field_free);
	b->trailer = g_ptr_array_new_with_free_func(field_free);
	for (guint i = 0; i < ini->sections->len; i++)
		read_section(&src, g_ptr_array_index(ini->sections, i), b);
	if (!b->key) {
		ini_complain(c, ini->file, 1, _("the file holds no bank"));
		bank_free(b);
		return NULL;
	}
	check_whole(b, c);
	return b;
}
