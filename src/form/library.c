#include "form/shelf.h"

#include <gio/gio.h>
#include <string.h>
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "form/like.h"

#define ROOT "/jiuzhu/forms/"

/* Made by glib-compile-resources from the files that forms/local.mk lists. */
extern GResource *forms_get_resource(void);
extern void forms_register_resource(void);

/* ---- files ---- */

static const char *const folders[] = {"programmes", "entry", "registers", "codes", "policy",
	"checks", "reports", "notices", "rosters", "lists", "banks", "calendar", "divisions", NULL};

static void file_free(gpointer data)
{
	struct shelf_file *file = data;
	g_free(file->path);
	g_free(file->name);
	g_bytes_unref(file->bytes);
	g_free(file);
}

/* Takes bytes over. An overlay's file takes the place of one of the same path. */
static void file_add(struct library *lib, const char *path, const char *name, GBytes *bytes)
{
	struct shelf_file *file = (struct shelf_file *)shelf_find(lib, path);
	if (!file) {
		file = g_new0(struct shelf_file, 1);
		file->path = g_strdup(path);
		g_ptr_array_add(lib->files, file);
	} else {
		g_free(file->name);
		g_bytes_unref(file->bytes);
	}
	file->name = g_strdup(name);
	file->bytes = bytes;
}

const struct shelf_file *shelf_find(const struct library *lib, const char *path)
{
	for (guint i = 0; i < lib->files->len; i++) {
		const struct shelf_file *file = g_ptr_array_index(lib->files, i);
		if (strcmp(file->path, path) == 0)
			return file;
	}
	return NULL;
}

static GResource *compiled_in(void)
{
	static gsize registered;
	if (g_once_init_enter(&registered)) {
		forms_register_resource();
		g_once_init_leave(&registered, 1);
	}
	return forms_get_resource();
}

static void add_built_in(struct library *lib, const char *folder)
{
	GResource *resource = compiled_in();
	g_autofree char *dir = g_strconcat(ROOT, folder, NULL);
	g_auto(GStrv) names = g_resource_enumerate_children(resource, dir, 0, NULL);
	for (char **n = names; n && *n; n++) {
		g_autofree char *full = g_strconcat(dir, "/", *n, NULL);
		g_autofree char *path = g_strconcat(folder, "/", *n, NULL);
		g_autofree char *name = g_strconcat("forms/", path, NULL);
		GBytes *bytes = g_resource_lookup_data(resource, full, 0, NULL);
		if (bytes)
			file_add(lib, path, name, bytes);
	}
}

/* What editors leave behind. */
static bool is_litter(const char *name)
{
	return *name == '.' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".bak");
}

static void add_overlay_file(
	struct library *lib, const char *dir, const char *path, struct ini_complaints *c)
{
	g_autofree char *full = g_build_filename(dir, path, NULL);
	g_autoptr(GError) error = NULL;
	char *text;
	gsize len;
	if (g_file_test(full, G_FILE_TEST_IS_DIR))
		ini_complain(c, full, 0, _("no folder is read here: put its files one level up"));
	else if (g_file_get_contents(full, &text, &len, &error))
		file_add(lib, path, full, g_bytes_new_take(text, len));
	else
		ini_complain(c, full, 0, "%s", error->message);
}

static void add_overlay_folder(
	struct library *lib, const char *dir, const char *folder, struct ini_complaints *c)
{
	g_autofree char *full = g_build_filename(dir, folder, NULL);
	GDir *listing = g_dir_open(full, 0, NULL);
	const char *name;
	if (!listing)
		return;
	while ((name = g_dir_read_name(listing))) {
		g_autofree char *path = g_strconcat(folder, "/", name, NULL);
		if (!is_litter(name))
			add_overlay_file(lib, dir, path, c);
	}
	g_dir_close(listing);
}

static bool is_folder(const char *name)
{
	return g_strv_contains(folders, name);
}

/* A file beside the folders, or a folder of another name, is a slip that would go unnoticed. */
static void complain_strays(const char *dir, GDir *listing, struct ini_complaints *c)
{
	const char *name;
	while ((name = g_dir_read_name(listing))) {
		g_autofree char *full = g_build_filename(dir, name, NULL);
		if (is_litter(name) || is_folder(name) || strcmp(name, "local.mk") == 0)
			continue;
		const char *near = text_nearest(name, folders, g_strv_length((char **)folders));
		if (near)
			ini_complain(c, full, 0,
				_("nothing of this name is read, did you mean \"%s\"?"), near);
		else
			ini_complain(c, full, 0, _("nothing of this name is read"));
	}
}

static void add_overlay(
	struct library *lib, const char *dir, bool must_exist, struct ini_complaints *c)
{
	g_autoptr(GError) error = NULL;
	GDir *listing = g_dir_open(dir, 0, &error);
	if (!listing) {
		if (must_exist || !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			ini_complain(c, dir, 0, "%s", error->message);
		return;
	}
	complain_strays(dir, listing, c);
	g_dir_close(listing);
	for (const char *const *folder = folders; *folder; folder++)
		add_overlay_folder(lib, dir, *folder, c);
}

static int by_path(gconstpointer a, gconstpointer b)
{
	const struct shelf_file *f = *(struct shelf_file *const *)a;
	const struct shelf_file *g = *(struct shelf_file *const *)b;
	return strcmp(f->path, g->path);
}

/* ---- what they hold ---- */

struct loading {
	struct library *lib;
	const struct shelf_file *file;
	struct ini_complaints *c;
};

/* False where another file has one of that kind and key already. */
static bool enter(const struct loading *l, const char *kind, const char *key, gpointer thing)
{
	g_autofree char *full = g_strconcat(kind, " ", key, NULL);
	const char *other = g_hash_table_lookup(l->lib->origin, full);
	if (other) {
		ini_complain(l->c, l->file->name, 0, _("%s \"%s\" stands in %s already"), kind, key,
			other);
		return false;
	}
	g_hash_table_insert(l->lib->origin, g_strdup(full), l->file->name);
	g_hash_table_insert(l->lib->by_key, g_steal_pointer(&full), thing);
	return true;
}

static void load_codes(const struct loading *l, const struct ini *ini)
{
	GPtrArray *lists = code_lists_read(ini, l->c);
	for (guint i = 0; i < lists->len; i++) {
		struct code_list *list = g_ptr_array_index(lists, i);
		if (enter(l, "list", list->key, list))
			g_ptr_array_add(l->lib->lists, list);
		else
			code_list_free(list);
	}
	g_ptr_array_set_free_func(lists, NULL);
	g_ptr_array_unref(lists);
}

/* The file of the same folder that another one builds on. */
static struct ini *find_base(const char *name, void *ctx)
{
	const struct loading *l = ctx;
	const char *slash = strchr(l->file->path, '/');
	g_autofree char *path =
		g_strdup_printf("%.*s/%s.ini", (int)(slash - l->file->path), l->file->path, name);
	const struct shelf_file *file = shelf_find(l->lib, path);
	gsize len;
	if (!file)
		return NULL;
	const char *text = g_bytes_get_data(file->bytes, &len);
	return ini_parse(file->name, text ? text : "", (gssize)len, NULL);
}

static void load_form(const struct loading *l, const struct ini *ini)
{
	struct form_def *form = form_read(ini, l->c);
	if (form && enter(l, "form", form->key, form))
		g_ptr_array_add(l->lib->forms, form);
	else
		form_free(form);
}

static void load_programme(const struct loading *l, const struct ini *ini)
{
	struct programme *p = programme_read(ini, l->c);
	if (p && enter(l, "programme", p->key, p))
		g_ptr_array_add(l->lib->programmes, p);
	else
		programme_free(p);
}

static void load_params(const struct loading *l, const struct ini *ini)
{
	GPtrArray *params = param_read(ini, l->c);
	for (guint i = 0; i < params->len; i++) {
		struct param_def *param = g_ptr_array_index(params, i);
		if (enter(l, "param", param->key, param))
			g_ptr_array_add(l->lib->params, param);
		else
			param_free(param);
	}
	g_ptr_array_set_free_func(params, NULL);
	g_ptr_array_unref(params);
}

static void load_register(const struct loading *l, const struct ini *ini)
{
	struct register_def *reg = register_read(ini, l->c);
	if (!reg || !enter(l, "register", reg->key, reg)) {
		register_free(reg);
		return;
	}
	g_ptr_array_add(l->lib->registers, reg);
	for (guint i = 0; i < reg->codes->len; i++) {
		struct register_codes *codes = g_ptr_array_index(reg->codes, i);
		enter(l, "codes", codes->key, codes);
	}
}

static void load_report(const struct loading *l, const struct ini *ini)
{
	struct report_def *report = report_read(ini, l->lib->defines, l->c);
	if (report && enter(l, "report", report->key, report))
		g_ptr_array_add(l->lib->reports, report);
	else
		report_def_free(report);
}

static void load_bank(const struct loading *l, const struct ini *ini)
{
	struct bank_def *bank = bank_read(ini, l->c);
	if (bank && enter(l, "bank", bank->key, bank))
		g_ptr_array_add(l->lib->banks, bank);
	else
		bank_free(bank);
}

static void load_audit(const struct loading *l)
{
	gsize len;
	const char *text = g_bytes_get_data(l->file->bytes, &len);
	struct audit_file file = audit_read(l->file->name, text ? text : "", len, l->c);
	if (file.check && enter(l, "audit", file.check->key, file.check))
		g_ptr_array_add(l->lib->audits, file.check);
	else
		audit_free(file.check);
	if (file.part && enter(l, "part", file.part->key, file.part))
		g_ptr_array_add(l->lib->parts, file.part);
	else
		audit_part_free(file.part);
}

static void load_calendar(const struct loading *l)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = library_text(l->lib, l->file->path);
	if (!calendar_load(l->lib->calendar, l->file->name, text, &error))
		g_ptr_array_add(l->c->list, g_strdup(error->message));
}

static void load_file(const struct loading *l)
{
	static const struct {
		const char *folder;
		void (*load)(const struct loading *l, const struct ini *ini);
		struct ini *(*like)(struct ini *ini, like_find find, void *ctx,
			struct ini_complaints *complaints);
	} readers[] = {
		{"codes/", load_codes, NULL},
		{"entry/", load_form, like_form},
		{"programmes/", load_programme, like_programme},
		{"registers/", load_register, NULL},
		{"banks/", load_bank, NULL},
		{"reports/", load_report, NULL},
		{"policy/", load_params, NULL},
	};
	const char *path = l->file->path;
	gsize len;
	if (g_str_has_prefix(path, "calendar/") && g_str_has_suffix(path, ".csv"))
		load_calendar(l);
	if (g_str_has_prefix(path, "checks/") && g_str_has_suffix(path, ".sql"))
		load_audit(l);
	for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
		if (!g_str_has_prefix(path, readers[i].folder) || !g_str_has_suffix(path, ".ini"))
			continue;
		const char *text = g_bytes_get_data(l->file->bytes, &len);
		struct ini *ini = ini_parse(l->file->name, text ? text : "", (gssize)len, l->c);
		if (readers[i].like)
			ini = readers[i].like(ini, find_base, (void *)l, l->c);
		readers[i].load(l, ini);
		ini_free(ini);
	}
}

static struct library *library_new(void)
{
	struct library *lib = g_new0(struct library, 1);
	lib->files = g_ptr_array_new_with_free_func(file_free);
	lib->lists = g_ptr_array_new_with_free_func((GDestroyNotify)code_list_free);
	lib->forms = g_ptr_array_new_with_free_func((GDestroyNotify)form_free);
	lib->programmes = g_ptr_array_new_with_free_func((GDestroyNotify)programme_free);
	lib->params = g_ptr_array_new_with_free_func((GDestroyNotify)param_free);
	lib->registers = g_ptr_array_new_with_free_func((GDestroyNotify)register_free);
	lib->banks = g_ptr_array_new_with_free_func((GDestroyNotify)bank_free);
	lib->reports = g_ptr_array_new_with_free_func((GDestroyNotify)report_def_free);
	lib->defines = g_ptr_array_new_with_free_func((GDestroyNotify)report_define_free);
	lib->audits = g_ptr_array_new_with_free_func((GDestroyNotify)audit_free);
	lib->parts = g_ptr_array_new_with_free_func((GDestroyNotify)audit_part_free);
	lib->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	lib->origin = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	lib->calendar = calendar_new();
	return lib;
}

/* As people choose among them, not as their files are called. */
static int by_order(gconstpointer a, gconstpointer b)
{
	const struct programme *p = *(struct programme *const *)a;
	const struct programme *q = *(struct programme *const *)b;
	return p->order != q->order ? (p->order > q->order) - (p->order < q->order)
				    : strcmp(p->key, q->key);
}

/* The programmes as codes, for lists and forms. */
static void add_programme_codes(struct library *lib)
{
	struct code_list *list = code_list_new("programme", _("Programme"));
	for (guint i = 0; i < lib->programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(lib->programmes, i);
		code_list_add(list, p->key, p->label);
	}
	g_ptr_array_add(lib->lists, list);
	g_hash_table_insert(lib->by_key, g_strdup("list programme"), list);
}

static int register_by_order(gconstpointer a, gconstpointer b)
{
	const struct register_def *x = *(struct register_def *const *)a;
	const struct register_def *y = *(struct register_def *const *)b;
	return x->order != y->order ? x->order - y->order : strcmp(x->key, y->key);
}

static int report_by_order(gconstpointer a, gconstpointer b)
{
	const struct report_def *x = *(struct report_def *const *)a;
	const struct report_def *y = *(struct report_def *const *)b;
	return x->order != y->order ? x->order - y->order : strcmp(x->key, y->key);
}

/* A check whose parts are not there is no check: whatever it needs was complained of. */
static void join_audits(struct library *lib, struct ini_complaints *c)
{
	for (guint i = lib->audits->len; i-- > 0;) {
		struct audit_def *def = g_ptr_array_index(lib->audits, i);
		if (!audit_join(def, lib->parts, c))
			g_ptr_array_remove_index(lib->audits, i);
	}
}

struct library *library_load(const char *dir, struct ini_complaints *c)
{
	struct library *lib = library_new();
	for (const char *const *folder = folders; *folder; folder++)
		add_built_in(lib, *folder);
	add_overlay(lib, SYSFORMSDIR, false, c);
	if (dir)
		add_overlay(lib, dir, true, c);
	g_ptr_array_sort(lib->files, by_path);
	for (guint i = 0; i < lib->files->len; i++) {
		const struct loading l = {lib, g_ptr_array_index(lib->files, i), c};
		load_file(&l);
	}
	g_ptr_array_sort(lib->programmes, by_order);
	add_programme_codes(lib);
	g_ptr_array_sort(lib->registers, register_by_order);
	g_ptr_array_sort(lib->reports, report_by_order);
	report_resolve(lib->reports, c);
	join_audits(lib, c);
	reference_check(lib, c);
	return lib;
}

void library_free(struct library *lib)
{
	if (!lib)
		return;
	g_hash_table_unref(lib->origin);
	g_hash_table_unref(lib->by_key);
	g_ptr_array_unref(lib->lists);
	g_ptr_array_unref(lib->forms);
	g_ptr_array_unref(lib->programmes);
	g_ptr_array_unref(lib->params);
	g_ptr_array_unref(lib->registers);
	g_ptr_array_unref(lib->banks);
	g_ptr_array_unref(lib->reports);
	g_ptr_array_unref(lib->defines);
	g_ptr_array_unref(lib->audits);
	g_ptr_array_unref(lib->parts);
	g_ptr_array_unref(lib->files);
	calendar_free(lib->calendar);
	g_free(lib);
}

/* ---- asking ---- */

static gconstpointer find(const struct library *lib, const char *kind, const char *key)
{
	g_autofree char *full = g_strconcat(kind, " ", key ? key : "", NULL);
	return g_hash_table_lookup(lib->by_key, full);
}

const struct code_list *library_codes(const struct library *lib, const char *key)
{
	return find(lib, "list", key);
}

const struct form_def *library_form(const struct library *lib, const char *key)
{
	return find(lib, "form", key);
}

const struct programme *library_programme(const struct library *lib, const char *key)
{
	return find(lib, "programme", key);
}

const struct param_def *library_param(const struct library *lib, const char *key)
{
	return find(lib, "param", key);
}

const struct register_def *library_register(const struct library *lib, const char *key)
{
	return find(lib, "register", key);
}

const struct bank_def *library_bank(const struct library *lib, const char *key)
{
	return find(lib, "bank", key);
}

const struct audit_def *library_audit(const struct library *lib, const char *key)
{
	for (guint i = 0; i < lib->audits->len; i++) {
		const struct audit_def *def = g_ptr_array_index(lib->audits, i);
		if (g_ascii_strcasecmp(def->key, key) == 0)
			return def;
	}
	return NULL;
}

const GPtrArray *library_audits(const struct library *lib)
{
	return lib->audits;
}

const GPtrArray *library_banks(const struct library *lib)
{
	return lib->banks;
}

const struct register_codes *library_register_codes(const struct library *lib, const char *key)
{
	return find(lib, "codes", key);
}

const struct report_def *library_report(const struct library *lib, const char *key)
{
	return find(lib, "report", key);
}

const GPtrArray *library_reports(const struct library *lib)
{
	return lib->reports;
}

const GPtrArray *library_defines(const struct library *lib)
{
	return lib->defines;
}

const GPtrArray *library_registers(const struct library *lib)
{
	return lib->registers;
}

const GPtrArray *library_params(const struct library *lib)
{
	return lib->params;
}

const GPtrArray *library_programmes(const struct library *lib)
{
	return lib->programmes;
}

const struct calendar *library_calendar(const struct library *lib)
{
	return lib->calendar;
}

char *library_text(const struct library *lib, const char *path)
{
	const struct shelf_file *file = shelf_find(lib, path);
	gsize len;
	if (!file)
		return NULL;
	const char *text = g_bytes_get_data(file->bytes, &len);
	return g_strndup(text ? text : "", len);
}

char **library_list(const struct library *lib, const char *folder)
{
	GPtrArray *names = g_ptr_array_new();
	size_t len = strlen(folder);
	for (guint i = 0; i < lib->files->len; i++) {
		const struct shelf_file *file = g_ptr_array_index(lib->files, i);
		if (strncmp(file->path, folder, len) == 0 && file->path[len] == '/')
			g_ptr_array_add(names, g_strdup(file->path + len + 1));
	}
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, false);
}

void library_tell(struct library *lib, enum library_word word, bool (*knows)(const char *name))
{
	lib->knows[word] = knows;
}
