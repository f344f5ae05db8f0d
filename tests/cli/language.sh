#!/bin/sh
# Chinese unless the locale says otherwise, also where there is only C.
. "${srcdir:-.}/tests/cli/lib.sh"

help_in() {
	env -u LANGUAGE -u LC_ALL -u LC_MESSAGES -u LANG "$@" >out 2>err
	status=$?
}

help_in "$program" --help
ok 'no locale: Chinese' says '找人'
help_in LC_ALL=C.UTF-8 "$program" --help
ok 'C.UTF-8: Chinese' says '找人'
help_in LC_ALL=C "$program" --help
ok 'C: Chinese' says '找人'
help_in LANG=en_US.UTF-8 "$program" --help
ok 'English' says 'find people'
help_in LC_ALL=C.UTF-8 "$program" --help --lang en
ok '--lang en' says 'find people'
help_in LANG=en_US.UTF-8 "$program" --lang zh_CN --help
ok '--lang zh_CN' says '找人'
help_in LC_ALL=C "$program" nonsense
ok 'errors are UTF-8 in any locale' iconv -f UTF-8 -t UTF-8 err -o err2
finish
