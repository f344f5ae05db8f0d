/* What the reader of templates (template.c) and the writer (template_fill.c) share. */
#ifndef REPORT_TEMPLATE_ROOM_H
#define REPORT_TEMPLATE_ROOM_H

#include "report/template.h"

enum part_kind { PART_TEXT, PART_VALUE, PART_FILL };

struct part {
	enum part_kind kind;
	char *text;  /* literal text, or the name of a value */
	int columns; /* of a cell; 0: as long as it is */
	bool right;
};

enum node_kind { NODE_LINE, NODE_EACH, NODE_IF, NODE_UNLESS };
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct node {
	enum node_kind kind;
	int line;
	enum align align; /* of a line */
	GPtrArray *parts; /* of a line: struct part * */
	char *name;       /* of a block */
	GPtrArray *nodes; /* of a block: struct node * */
};

struct template
{
	char *file;
	struct node *top;
};

#endif
