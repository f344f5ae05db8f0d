/* Plays scenarios and says which were as they should be. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include "scenario.h"

int main(int argc, char **argv)
{
	bool update = false;
	int passed = 0, failed = 0;
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0) {
			update = true;
			continue;
		}
		bool fine = scenario_play(argv[i], update);
		printf("%s %d - %s\n", fine ? "ok" : "not ok", passed + failed + 1, argv[i]);
		passed += fine;
		failed += !fine;
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0 || passed == 0;
}
