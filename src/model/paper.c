#include "model/paper.h"
