/* The files at hand: here, in the home folder and its usual places, on sticks. */
#include "app/file_pick.h"

#include <glib/gstdio.h>
#include <string.h>
#include "app/table.h"
#include "base/i18n.h"
#include "base/text.h"

#define FILES_MAX 2000

enum { NAME, SIZE, CHANGED, FOLDER, CELLS };

struct found {
	char *path;
	bool folder;
	gint64 size, changed;
};

struct file_pick {
	struct app *app;
	struct view *view;
	char *suffix, *typed;
	GPtrArray *found; /* struct found *, as listed */
	void (*done)(struct app *app, const char *path);
};

static void found_free(gpointer data)
{
	struct found *f = data;
	g_free(f->path);
	g_free(f);
}

/* suffixes: with blanks between them. */
static bool has_suffix(const char *name, const char *suffixes)
{
	g_auto(GStrv) all = g_strsplit(suffixes, " ", -1);
	gsize n = strlen(name);
	for (char **suffix = all; *suffix; suffix++) {
		gsize m = strlen(*suffix);
		if (n > m && g_ascii_strcasecmp(name + n - m, *suffix) == 0)
			return true;
	}
	return false;
}

static bool is_listed(const struct file_pick *p, const char *path)
{
	for (guint i = 0; i < p->found->len; i++)
		if (g_str_equal(((struct found *)g_ptr_array_index(p->found, i))->path, path))
			return true;
	return false;
}

static void add_file(struct file_pick *p, const char *folder, const char *name, bool folders)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	GStatBuf st;
	if (*name == '.' || g_stat(path, &st) != 0 || !g_utf8_validate(path, -1, NULL))
		return;
	bool is_folder = S_ISDIR(st.st_mode);
	if (is_folder ? !folders : !S_ISREG(st.st_mode) || !has_suffix(name, p->suffix))
		return;
	if (is_listed(p, path))
		return;
	struct found *f = g_new0(struct found, 1);
	*f = (struct found){g_steal_pointer(&path), is_folder, st.st_size, st.st_mtime};
	g_ptr_array_add(p->found, f);
}

static void add_folder(struct file_pick *p, const char *folder, const char *begin, bool folders)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir && p->found->len < FILES_MAX && (name = g_dir_read_name(dir)))
		if (g_str_has_prefix(name, begin))
			add_file(p, folder, name, folders);
}

static void add_sticks(struct file_pick *p, const char *top)
{
	g_autoptr(GDir) dir = g_dir_open(top, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *stick = g_build_filename(top, name, NULL);
		add_folder(p, stick, "", false);
	}
}

static void add_usual(struct file_pick *p)
{
	static const GUserDirectory places[] = {
		G_USER_DIRECTORY_DESKTOP, G_USER_DIRECTORY_DOCUMENTS, G_USER_DIRECTORY_DOWNLOAD};
	g_autofree char *here = g_get_current_dir();
	g_autofree char *media = g_build_filename("/media", g_get_user_name(), NULL);
	g_autofree char *run_media = g_build_filename("/run/media", g_get_user_name(), NULL);
	add_folder(p, here, "", false);
	add_folder(p, g_get_home_dir(), "", false);
	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		if (g_get_user_special_dir(places[i]))
			add_folder(p, g_get_user_special_dir(places[i]), "", false);
	add_sticks(p, media);
	add_sticks(p, run_media);
	add_sticks(p, "/media");
}

static int newest_first(gconstpointer a, gconstpointer b)
{
	const struct found *x = *(struct found *const *)a, *y = *(struct found *const *)b;
	if (x->folder != y->folder)
		return x->folder ? -1 : 1;
	if (x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	return strcmp(x->path, y->path);
}

/* "~/表/2" lists what begins with 2 in that folder. */
static void add_typed(struct file_pick *p)
{
	g_autofree char *path = *p->typed == '~' ? g_strconcat(g_get_home_dir(), p->typed + 1, NULL)
						 : g_strdup(p->typed);
	char *slash = strrchr(path, G_DIR_SEPARATOR);
	if (!slash)
		return;
	g_autofree char *begin = g_strdup(slash + 1);
	slash[slash == path ? 1 : 0] = '\0';
	add_folder(p, path, begin, true);
}

static bool is_wanted(const struct file_pick *p, const struct found *f)
{
	g_autofree char *name = g_path_get_basename(f->path);
	g_autofree char *low = g_utf8_strdown(name, -1);
	g_autofree char *typed = g_utf8_strdown(p->typed, -1);
	return strstr(low, typed) != NULL;
}

static void collect(struct file_pick *p)
{
	bool by_path = strchr(p->typed, G_DIR_SEPARATOR) || *p->typed == '~';
	g_ptr_array_set_size(p->found, 0);
	if (by_path)
		add_typed(p);
	else
		add_usual(p);
	for (guint i = p->found->len; !by_path && i-- > 0;)
		if (!is_wanted(p, g_ptr_array_index(p->found, i)))
			g_ptr_array_remove_index(p->found, i);
	g_ptr_array_sort(p->found, newest_first);
}

/* --- the list --------------------------------------------------------------------------------- */

/* The same file keeps its number while others come and go. */
static gint64 number_of(const struct found *f)
{
	return (gint64)g_str_hash(f->path) + 1;
}

static const struct found *find(const struct file_pick *p, gint64 number)
{
	for (guint i = 0; i < p->found->len; i++)
		if (number_of(g_ptr_array_index(p->found, i)) == number)
			return g_ptr_array_index(p->found, i);
	return NULL;
}

static void add_row(GPtrArray *all, const struct found *f)
{
	g_autofree char *name = g_path_get_basename(f->path);
	g_autofree char *folder = g_path_get_dirname(f->path);
	g_autofree char *size = f->folder ? g_strdup("") : g_format_size((guint64)f->size);
	g_autoptr(GDateTime) when = g_date_time_new_from_unix_local(f->changed);
	g_autofree char *changed = g_date_time_format(when, "%Y-%m-%d");
	g_autofree char *shown = f->folder ? g_strconcat(name, "/", NULL) : g_strdup(name);
	table_add(all, number_of(f), shown, size, changed, folder, NULL);
}

static bool pick_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct file_pick *p = ctx;
	(void)error;
	if (!anchor)
		collect(p);
	GPtrArray *all = table_new();
	for (guint i = 0; i < p->found->len; i++)
		add_row(all, g_ptr_array_index(p->found, i));
	return table_page(all, anchor, before, n, rows);
}

static void pick_search(void *ctx, const char *text)
{
	struct file_pick *p = ctx;
	g_free(p->typed);
	p->typed = g_strdup(text);
}

static enum reply pick_row(void *ctx, const struct list_row *row)
{
	struct file_pick *p = ctx;
	const struct found *f = find(p, row->id);
	if (!f)
		return REPLY_IGNORED;
	g_autofree char *path = g_strdup(f->path);
	if (f->folder) {
		g_autofree char *typed = g_strconcat(path, G_DIR_SEPARATOR_S, NULL);
		list_search(p->view, typed);
	} else {
		p->done(p->app, path);
	}
	return REPLY_DONE;
}

static enum reply pick_command(void *ctx, int command, const struct list_row *row)
{
	struct file_pick *p = ctx;
	if (command == CMD_START && row)
		return pick_row(ctx, row);
	return app_command(p->app, p->view, command);
}

static const char *pick_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Type a part of the name, or a path beginning with / or ~; Enter takes the file");
}

static void pick_free(void *ctx)
{
	struct file_pick *p = ctx;
	g_ptr_array_unref(p->found);
	g_free(p->suffix);
	g_free(p->typed);
	g_free(p);
}

void file_pick_open(struct app *app, const char *title, const char *suffix,
	void (*done)(struct app *app, const char *path))
{
	static const struct list_column columns[] = {
		{N_("File name"), 30, 3, false, 0},
		{N_("Size"), 9, 0, true, 0},
		{N_("Changed"), 10, 0, false, 0},
		{N_("Folder"), 20, 2, false, 0},
	};
	struct file_pick *p = g_new0(struct file_pick, 1);
	p->app = app;
	p->suffix = g_strdup(suffix);
	p->typed = g_strdup("");
	p->found = g_ptr_array_new_with_free_func(found_free);
	p->done = done;
	struct list_source source = {
		.columns = columns,
		.n_columns = CELLS,
		.page = pick_page,
		.search = pick_search,
		.open = pick_row,
		.command = pick_command,
		.hint = pick_hint,
		.empty = _("No such file here. Key its path, beginning with / or ~."),
		.destroy = pick_free,
		.ctx = p,
	};
	p->view = list_new("file", SCREEN_IMPORT, title, &source);
	tui_push(app->tui, p->view);
}
