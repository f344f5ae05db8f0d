#include "model/flow.h"
