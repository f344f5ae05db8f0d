/* The next step of a roster: check, approve, send, take the bank's answer in, close. */
#include "app/choose.h"
#include "app/payments.h"
#include "app/words.h"
#include "base/i18n.h"
#include "exchange/bank.h"
#include "model/print_log.h"

struct stepping {
	struct app *app;
	struct payment_batch *b;
	const struct bank_def *bank;
	char *title, *path;
};

static void stepping_free(struct stepping *s)
{
	payment_batch_free(s->b);
	g_free(s->title);
	g_free(s->path);
	g_free(s);
}

/* After what may have failed. */
static void finish(struct stepping *s, bool ok, GError *error, const char *note)
{
	if (!ok)
		app_fail(s->app, error);
	else
		tui_note(s->app->tui, NOTE_GOOD, "%s", note);
	tui_reload(s->app->tui);
	stepping_free(s);
}

/* --- check ------------------------------------------------------------------------------------ */

static void check(struct stepping *s)
{
	GError *error = NULL;
	struct app *app = s->app;

	if (payment_check(app->desk, s->b->id, &error)) {
		finish(s, true, NULL, _("Checked: another payer approves it with F10."));
		return;
	}
	g_autoptr(payment_batch) now = payment_batch_get(app->desk, s->b->id, NULL);
	if (now && now->open && (app->desk->who.roles & ROLE_PAYER))
		payment_findings_open(app, now);
	finish(s, false, error, "");
}

/* --- approve ---------------------------------------------------------------------------------- */

static void approve_answer(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	GError *error = NULL;

	(void)text;
	if (chosen < 0) {
		stepping_free(s);
		return;
	}
	bool ok = payment_approve(s->app->desk, s->b->id, &error);
	finish(s, ok, error, _("Approved: the totals are frozen. F10 sends it to the bank."));
}

static void approve(struct stepping *s)
{
	char money[MONEY_LEN];
	g_autofree char *text = g_strdup_printf(
		_("Approve this roster? %d households, %d persons, %s yuan; %d rows are held and "
		  "will not be paid. After this its totals do not change any more."),
		s->b->households, s->b->persons, money_print(s->b->amount, money), s->b->held);

	dialog_confirm(s->app->tui, s->title, text, _("Approve"), approve_answer, s);
}

/* --- send ------------------------------------------------------------------------------------- */

static void send_now(struct stepping *s)
{
	GError *error = NULL;
	struct payroll_totals t = {0};
	char money[MONEY_LEN];
	bool ok = bank_send(s->app->desk, s->b->id, s->bank, s->path, &t, &error) &&
		print_log_add(s->app->desk, 0, s->title, &error);
	g_autofree char *note = g_strdup_printf(
		_("Sent: %s (%d rows, %s yuan). When the bank has answered, F10 takes it in."),
		s->path, t.households, money_print(t.amount, money));

	finish(s, ok, error, note);
}

static void replace_answer(const char *text, int chosen, void *ctx)
{
	(void)text;
	if (chosen >= 0)
		send_now(ctx);
	else
		stepping_free(ctx);
}

static void send_path(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;

	if (chosen < 0 || !*text) {
		stepping_free(s);
		return;
	}
	g_autofree char *name = bank_file_name(s->app->desk, s->bank, s->b);
	s->path = words_of_file(text, name);
	if (!g_file_test(s->path, G_FILE_TEST_EXISTS)) {
		send_now(s);
		return;
	}
	g_autofree char *question =
		g_strdup_printf(_("%s is there already. Write over it?"), s->path);
	dialog_confirm(s->app->tui, s->title, question, _("Write over it"), replace_answer, s);
}

static void ask_send_path(struct stepping *s)
{
	g_autofree char *name = bank_file_name(s->app->desk, s->bank, s->b);
	g_autofree char *path = g_build_filename(g_get_home_dir(), name, NULL);

	dialog_line(s->app->tui, s->title, _("File for the bank"), path, false, send_path, s);
}

/* --- the bank's answer ------------------------------------------------------------------------ */

static void answer_day(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	struct payment_answer_counts n = {0};
	GError *error = NULL;
	day on = chosen < 0 ? DAY_NONE : day_parse(text, day_today());

	if (chosen < 0) {
		stepping_free(s);
		return;
	}
	bool ok = on == DAY_NONE
		? jz_fail(&error, JZ_ERROR_USAGE, _("\"%s\" is no day; key it like 20260709."),
			  text)
		: bank_answer(s->app->desk, s->b->id, s->bank, s->path, on, &n, &error);
	g_autofree char *note = g_strdup_printf(
		_("Paid %d, failed %d, another amount %d, not in the roster %d, no answer %d."),
		n.paid, n.failed, n.wrong, n.unmatched, n.unanswered);
	if (ok && (n.failed || n.wrong || n.unmatched || n.unanswered))
		payment_findings_open(s->app, s->b);
	finish(s, ok, error, note);
}

static void answer_path(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	char today[DAY_LEN];

	if (chosen < 0 || !*text) {
		stepping_free(s);
		return;
	}
	s->path = words_of_path(text);
	dialog_line(s->app->tui, s->title, _("Day on which the bank paid"),
		day_to_iso(day_today(), today), false, answer_day, s);
}

static void ask_answer_path(struct stepping *s)
{
	GError *error = NULL;

	if (!payment_may_answer(s->b, &error)) {
		finish(s, false, error, "");
		return;
	}
	g_autofree char *path = g_build_filename(g_get_home_dir(), "", NULL);
	dialog_line(
		s->app->tui, s->title, _("File of the bank's answer"), path, false, answer_path, s);
}

/* --- which layout ----------------------------------------------------------------------------- */

static void layout_answer(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	const GPtrArray *banks = library_banks(s->app->desk->lib);

	(void)text;
	if (chosen < 0) {
		stepping_free(s);
		return;
	}
	s->bank = g_ptr_array_index(banks, chosen);
	if (g_str_equal(s->b->state, "approved"))
		ask_send_path(s);
	else
		ask_answer_path(s);
}

static void ask_layout(struct stepping *s)
{
	const GPtrArray *banks = library_banks(s->app->desk->lib);
	g_autofree const char **labels = g_new0(const char *, banks->len + 1);

	for (guint i = 0; i < banks->len; i++)
		labels[i] = ((const struct bank_def *)banks->pdata[i])->label;
	choose_open(s->app, _("Layout of the bank"), labels, layout_answer, s);
}

static void answer(struct stepping *s)
{
	s->bank = s->b->layout ? library_bank(s->app->desk->lib, s->b->layout) : NULL;
	if (s->bank)
		ask_answer_path(s);
	else
		ask_layout(s);
}

/* --- close ------------------------------------------------------------------------------------ */

static void close_answer(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	GError *error = NULL;

	if (chosen < 0) {
		stepping_free(s);
		return;
	}
	bool ok = payment_close(s->app->desk, s->b->id, text, &error);
	finish(s, ok, error, _("The roster is closed."));
}

static void close_confirmed(const char *text, int chosen, void *ctx)
{
	(void)text;
	close_answer(NULL, chosen, ctx);
}

static void close_batch(struct stepping *s)
{
	if (!s->b->open && payment_is_late(s->app->desk, s->b) && !s->b->late_reason) {
		dialog_line(s->app->tui, s->title, _("It was paid late. Why?"), "", false,
			close_answer, s);
		return;
	}
	if (!s->b->open) {
		dialog_confirm(s->app->tui, s->title,
			_("Close this roster? Every row has its answer."), _("Close"),
			close_confirmed, s);
		return;
	}
	payment_findings_open(s->app, s->b);
	close_answer(NULL, 0, s);
}

/* --- the steps -------------------------------------------------------------------------------- */

static struct stepping *begin(struct app *app, row_id batch)
{
	GError *error = NULL;
	struct payment_batch *b = payment_batch_get(app->desk, batch, &error);
	struct stepping *s;

	if (!b) {
		app_fail(app, error);
		return NULL;
	}
	s = g_new0(struct stepping, 1);
	s->app = app;
	s->b = b;
	s->title = payments_title(app->desk, b);
	return s;
}

void payment_step(struct app *app, row_id batch)
{
	static const struct {
		const char *state;
		void (*run)(struct stepping *s);
	} steps[] = {{"draft", check}, {"checked", approve}, {"approved", ask_layout},
		{"sent", answer}, {"reconciled", close_batch}};
	struct stepping *s = begin(app, batch);

	for (guint i = 0; s && i < G_N_ELEMENTS(steps); i++)
		if (g_str_equal(s->b->state, steps[i].state)) {
			steps[i].run(s);
			return;
		}
	if (s) {
		tui_note(app->tui, NOTE_INFO, _("This roster is closed; nothing is left to do."));
		stepping_free(s);
	}
}

static void reissue(struct stepping *s)
{
	GError *error = NULL;
	bool ok = payment_reissue(s->app->desk, s->b->id, NULL, &error);

	finish(s, ok, error,
		_("What failed stands in a further roster, to be checked and approved."));
}

static void chosen_step(const char *text, int chosen, void *ctx)
{
	struct stepping *s = ctx;
	struct app *app = s->app;

	(void)text;
	if (chosen == 1) {
		reissue(s);
		return;
	}
	if (chosen == 2) {
		answer(s);
		return;
	}
	if (chosen == 0)
		payment_findings_open(app, s->b);
	if (chosen == 3)
		payment_ledger_open(app);
	stepping_free(s);
}

void payment_steps(struct app *app, row_id batch)
{
	const char *labels[] = {_("Findings"), _("Pay again what failed"),
		_("Take a further answer of the bank in"), _("Who was not paid, or twice"), NULL};
	struct stepping *s = begin(app, batch);

	if (s)
		choose_open(app, s->title, labels, chosen_step, s);
}
