/* Help from the command table: the keys of this screen, the field under the cursor, the ways of
 * entry. */
#include "app/session.h"
#include "base/i18n.h"
#include "base/text.h"

#define KEY_COLUMNS 16
#define LABEL_COLUMNS 12

static void add_command(GString *out, const struct command *c)
{
	g_autoptr(GString) keys = g_string_new(key_name(c->key));
	if (c->key2 != KEY_NONE_)
		g_string_append_printf(keys, _(" or %s"), key_name(c->key2));
	g_string_append(out, "  ");
	text_append_padded(out, keys->str, KEY_COLUMNS, false);
	text_append_padded(out, _(c->label), LABEL_COLUMNS, false);
	g_string_append_printf(out, " %s\n", _(c->help));
}

static void add_keys(GString *out, const struct tui *tui, guint32 screen)
{
	const struct command *c;
	g_string_append_printf(out, "%s\n\n", _("Keys of this screen"));
	for (int i = 0; (c = tui_command_at(tui, i, screen)); i++)
		if (c->key != KEY_NONE_)
			add_command(out, c);
	g_string_append_printf(out, "\n%s\n\n",
		_("Function keys that do not reach the program: press Esc and then a digit; Esc 1 "
		  "is F1, Esc 0 is F10, Esc - is F11, Esc = is F12. Ctrl-L paints the screen "
		  "anew."));
}

static void add_list(GString *out)
{
	g_string_append_printf(out, "%s\n\n%s\n", _("Lists"),
		_("Arrow keys, PgUp, PgDn, Home, End move; Enter opens; Esc goes back. Where there "
		  "is a search line, just type: hanzi, pinyin initials (wxm), an id number or its "
		  "last four; * stands for any characters. Elsewhere a digit picks the row with "
		  "that number."));
}

static void add_form(GString *out)
{
	static const char *const lines[] = {
		N_("Enter or Down goes on, Up goes back to where you were, Tab to the next block. "
		   "Enter never submits; F10 checks the whole form and saves."),
		N_("Every field is saved as soon as it is left: a draft goes on at the same "
		   "field."),
		N_("Dates: 20240315, 240315, 0315, t is today, -3 is three days ago."),
		N_("Amounts in yuan: 1200, 1200*3, 36000/12, 300+20.5; the sum is kept as typed."),
		N_("Codes: key the number; F5 lists them and is filtered by number, word or pinyin "
		   "initials."),
		N_(". alone means none; * alone means unknown or unreadable; they are not the same "
		   "as an empty field."),
		N_("+ goes to the next block that applies, / ends a roster, F3 and F4 add and drop "
		   "a row."),
		N_("An objection stays until it is met. A soft one (with ?) can be kept with F2 "
		   "and a reason; F8 leaves the field as it was."),
		N_("F7 or Ctrl-D repeats what was keyed here last time. F9 writes a note, which "
		   "with a date becomes a task."),
	};
	g_string_append_printf(out, "%s\n\n", _("Entry"));
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		g_string_append_printf(out, "%s\n", _(lines[i]));
}

void help_open(struct app *app, struct view *about)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *hint = about->ops->hint ? about->ops->hint(about) : NULL;
	if (hint && *hint)
		g_string_append_printf(out, "%s\n\n", hint);
	add_keys(out, app->tui, about->screen);
	if (about->screen & (SCREEN_FORM | SCREEN_ENTER))
		add_form(out);
	else
		add_list(out);
	dialog_text(app->tui, _("Help"), out->str);
}
