#include "config.h"
#include "exchange/xlsx_part.h"

#include <string.h>

#define PIECE 16384

struct part {
	zip_file_t *file;
	XML_Parser parser;
	part_begin begin;
	part_end end;
	part_text text;
	void *ctx;
	guint64 done, total;
	bool suspended, failed, ended;
};

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *part_attr(const char **attrs, const char *name)
{
	for (; *attrs; attrs += 2)
		if (strcmp(local_name(attrs[0]), name) == 0)
			return attrs[1];
	return NULL;
}

static void XMLCALL see_begin(void *data, const char *name, const char **attrs)
{
	struct part *part = data;

	if (!part->failed && part->begin)
		part->begin(part, local_name(name), attrs, part->ctx);
}

static void XMLCALL see_end(void *data, const char *name)
{
	struct part *part = data;

	if (!part->failed && part->end)
		part->end(part, local_name(name), part->ctx);
}

static void XMLCALL see_text(void *data, const char *text, int len)
{
	struct part *part = data;

	if (!part->failed && part->text)
		part->text(text, len, part->ctx);
}

static void XMLCALL see_doctype(
	void *data, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	part_fail(data);
}

struct part *part_open(
	zip_t *zip, const char *name, part_begin begin, part_end end, part_text text, void *ctx)
{
	zip_stat_t st;
	struct part *part;

	if (zip_stat(zip, name, 0, &st) != 0)
		return NULL;
	part = g_new0(struct part, 1);
	part->file = zip_fopen(zip, name, 0);
	part->total = st.valid & ZIP_STAT_SIZE ? st.size : 0;
	part->parser = XML_ParserCreate(NULL);
	part->begin = begin;
	part->end = end;
	part->text = text;
	part->ctx = ctx;
	XML_SetUserData(part->parser, part);
	XML_SetElementHandler(part->parser, see_begin, see_end);
	XML_SetCharacterDataHandler(part->parser, see_text);
	XML_SetStartDoctypeDeclHandler(part->parser, see_doctype);
	return part;
}

void part_free(struct part *part)
{
	if (!part)
		return;
	if (part->file)
		zip_fclose(part->file);
	XML_ParserFree(part->parser);
	g_free(part);
}

void part_stop(struct part *part)
{
	if (!part->failed)
		part->suspended = XML_StopParser(part->parser, XML_TRUE) == XML_STATUS_OK;
}

void part_fail(struct part *part)
{
	part->failed = true;
	XML_StopParser(part->parser, XML_FALSE);
}

static enum part_state fail(struct part *part)
{
	part->failed = true;
	return PART_FAILED;
}

/* One piece of the archive into the parser. */
static enum XML_Status feed(struct part *part)
{
	void *buffer = XML_GetBuffer(part->parser, PIECE);
	zip_int64_t n = buffer ? zip_fread(part->file, buffer, PIECE) : -1;

	if (n < 0)
		return XML_STATUS_ERROR;
	part->done += (guint64)n;
	part->ended = n == 0;
	if (part->done > XLSX_PART_MAX)
		return XML_STATUS_ERROR;
	return XML_ParseBuffer(part->parser, (int)n, n == 0);
}

enum part_state part_read(struct part *part)
{
	if (!part->file)
		return PART_LOCKED;
	for (;;) {
		enum XML_Status status;

		if (part->failed)
			return PART_FAILED;
		if (part->ended && !part->suspended)
			return PART_ENDED;
		if (part->suspended) {
			part->suspended = false;
			status = XML_ResumeParser(part->parser);
		} else {
			status = feed(part);
		}
		if (status == XML_STATUS_ERROR || part->failed)
			return fail(part);
		if (status == XML_STATUS_SUSPENDED)
			return PART_STOPPED;
	}
}

void part_progress(const struct part *part, goffset *done, goffset *total)
{
	*total = (goffset)part->total;
	*done = (goffset)MIN(part->done, part->total);
}
