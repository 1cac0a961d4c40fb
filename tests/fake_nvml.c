/* A driver's library with two cards, for tests; FAKE_NVML says what is wrong with it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { char legacy[16]; unsigned domain, bus, device, id, sub; char bus_id[32]; } Pci;
typedef struct { unsigned long long total, free, used; } Memory;

static const unsigned long long GIB = 1ull << 30;
static unsigned long long reads;

static int wrong(const char *what) {
    const char *mode = getenv("FAKE_NVML");
    return mode && strcmp(mode, what) == 0;
}

int nvmlInitWithFlags(unsigned flags) {
    if (wrong("hang")) sleep(600);
    return wrong("mismatch") ? 18 : 0;
}
int nvmlShutdown(void) { return 0; }
const char *nvmlErrorString(int code) { return "planted"; }
int nvmlSystemGetDriverVersion(char *out, unsigned n) { strcpy(out, "580.159.03"); return 0; }
int nvmlDeviceGetCount_v2(unsigned *out) { *out = 2; return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned i, long *out) { *out = i + 1; return 0; }
int nvmlDeviceGetName(long card, char *out, unsigned n) {
    strcpy(out, card == 1 ? "NVIDIA GeForce RTX 4090" : "NVIDIA GeForce RTX 3060");
    return 0;
}
int nvmlDeviceGetPciInfo_v3(long card, Pci *out) {
    strcpy(out->bus_id, card == 1 ? "00000000:01:00.0" : "00000000:4A:00.0");
    return 0;
}
/* Each read finds a MiB less free on the first card. */
int nvmlDeviceGetMemoryInfo(long card, Memory *out) {
    out->total = (card == 1 ? 24 : 12) * GIB;
    out->free = card == 1 ? 20 * GIB - (reads++ << 20) : 11 * GIB;
    out->used = out->total - out->free;
    return card == 2 && wrong("lost") ? 15 : 0;
}
