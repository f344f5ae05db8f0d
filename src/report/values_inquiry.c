/* What no system can see, to be asked by hand: a row for each person and source. */
#include "config.h"

#include "model/verification.h"
#include "report/values.h"
#include "report/words.h"

#define SPARE_ROWS 8 /* of a blank form */

static void put_row(
	struct slots *s, const struct document_input *in, int seq, const struct verification *v)
{
	struct slots *row = slots_row(s, "inquiries");
	bool answered = v && v->state && g_strcmp0(v->state, "asked") != 0;
	const char *code = answered ? verification_code(v->state) : NULL;
	const char *said = code ? words_code(in, "check_state", code) : NULL;
	g_autofree char *answer =
		said && v->result ? g_strconcat(said, "：", v->result, NULL) : g_strdup(said);

	words_int(row, "seq", seq);
	slots_text(row, "person", v ? v->person_name : NULL);
	slots_text(row, "source", v ? v->source_label : NULL);
	words_day(row, "asked_on", v && v->asked_on ? day_from_iso(v->asked_on) : DAY_NONE);
	slots_text(row, "answer", answer);
	words_day(row, "answered_on",
		answered && v->reported_on ? day_from_iso(v->reported_on) : DAY_NONE);
	slots_text(row, "open", answered ? NULL : "1");
}

void values_inquiry(struct slots *s, const struct document_input *in)
{
	guint n = in->inquiries ? in->inquiries->len : 0;

	values_case(s, in);
	words_int(s, "n_inquiries", (int)n);
	slots_list(s, "inquiries");
	for (guint i = 0; i < n; i++)
		put_row(s, in, (int)i + 1, g_ptr_array_index(in->inquiries, i));
	for (int i = 0; !in->inquiries && i < SPARE_ROWS; i++)
		put_row(s, in, i + 1, NULL);
}
