#include "model/application.h"
