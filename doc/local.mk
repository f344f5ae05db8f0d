# Documents that are installed.
dist_man_MANS += doc/jiuzhu.1
EXTRA_DIST += doc/architecture.md
dist_doc_DATA += doc/guide.zh.md doc/forms.md
