#include "model/queue.h"
