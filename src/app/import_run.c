/* A roster is read in slices, so that the screen lives and Esc is heard. */
#include "app/import_run.h"

#include "app/slices.h"
#include "base/i18n.h"

#define SLICE_US (40 * 1000) /* a key is heard within that */

struct running {
	struct app *app;
	struct import_run *run;
	struct slices *slices;
	bool ok;
	GError *error;
	goffset bytes, total;
	import_done done;
	void *ctx;
};

void import_run_free(struct import_run *r)
{
	if (!r)
		return;
	g_free(r->path);
	g_free(r->kind);
	g_free(r->rejects);
	roster_result_clear(&r->result);
	g_free(r);
}

static bool progress(goffset bytes, goffset total, void *ctx)
{
	struct running *r = ctx;
	r->bytes = bytes;
	r->total = total;
	return slices_yield(r->slices);
}

static void work(struct slices *slices, void *ctx)
{
	struct running *r = ctx;
	const struct roster_options options = {
		.kind = r->run->kind,
		.for_month = r->run->month,
		.rejects = r->run->rejects,
		.dry_run = r->run->dry,
		.progress = progress,
		.ctx = r,
	};
	r->slices = slices;
	r->ok = roster_import(r->app->desk, r->run->path, &options, &r->run->result, &r->error);
}

static bool slice(void *ctx, double *fraction, char **line, GError **error)
{
	struct running *r = ctx;
	(void)error;
	bool more = slices_run(r->slices);
	*fraction = r->total > 0 ? (double)r->bytes / (double)r->total : 0;
	*line = g_strdup_printf(_("%d rows, %d households, %d set aside"), r->run->result.rows,
		r->run->result.households, r->run->result.rejected);
	return more;
}

static void finished(bool cancelled, GError *error, void *ctx)
{
	struct running *r = ctx;
	g_clear_error(&error); /* slices fail in their own way */
	slices_free(r->slices);
	cancelled = cancelled && (!r->ok || r->run->result.cancelled);
	if (cancelled)
		g_clear_error(&r->error);
	r->done(r->app, r->run, cancelled, r->error, r->ctx);
	g_free(r);
}

void import_run_start(struct app *app, struct import_run *r, import_done done, void *ctx)
{
	struct running *running = g_new0(struct running, 1);
	g_autofree char *name = g_path_get_basename(r->path);
	*running = (struct running){.app = app, .run = r, .done = done, .ctx = ctx};
	running->slices = slices_new(SLICE_US, work, running);
	dialog_progress(app->tui, name, &(struct dialog_work){slice, finished, running});
}
