/* Writes down what a process does to the files of one folder, in order: for the replay of power cuts.
 * Preloaded; REC_DIR is the folder, REC_LOG takes the records, REC_ACK is the number of the descriptor on which the
 * process says what it has promised. A record: op, name's length, descriptor's inode, offset, length, then name and data.
 *   W write  T truncate  S sync of a file  D sync of a folder  C made or opened for the first time  U unlinked
 *   R renamed (data = new name)  A promised
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static uint64_t inode_of[MOST]; /* 0 = a file that is none of ours */
static char folder_at[MOST];    /* 1 = a folder of ours */
static int log_fd = -1, ack_fd = -1;
static const char *dir;
static size_t dir_length;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*real_write)(int, const void *, size_t);

struct head {
  char op;
  uint8_t spare;
  uint16_t name_length;
  uint32_t spare2;
  uint64_t inode, offset, length;
};

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  dir = getenv("REC_DIR");
  dir_length = dir ? strlen(dir) : 0;
  const char *ack = getenv("REC_ACK");
  if (ack) ack_fd = atoi(ack);
  const char *file = getenv("REC_LOG");
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  if (file) log_fd = real_open(file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

/* The path inside the folder; null = outside. "" is the folder itself. */
static const char *inside(const char *path) {
  if (!dir || !path || strncmp(path, dir, dir_length)) return NULL;
  if (path[dir_length] == 0) return "";
  return path[dir_length] == '/' ? path + dir_length + 1 : NULL;
}

static void put(char op, uint64_t inode, uint64_t offset, const char *name, const void *data, uint64_t length) {
  if (log_fd < 0) return;
  struct head h = {op, 0, name ? strlen(name) : 0, 0, inode, offset, length};
  pthread_mutex_lock(&lock);
  real_write(log_fd, &h, sizeof h);
  if (name) real_write(log_fd, name, h.name_length);
  if (data && length) real_write(log_fd, data, length);
  pthread_mutex_unlock(&lock);
}

static int opened(int fd, const char *path, int flags) {
  const char *name = inside(path);
  if (fd < 0 || fd >= MOST) return fd;
  inode_of[fd] = 0;
  folder_at[fd] = 0;
  if (!name) return fd;
  struct stat s;
  if (fstat(fd, &s)) return fd;
  inode_of[fd] = s.st_ino;
  if (S_ISDIR(s.st_mode)) folder_at[fd] = 1;
  else {
    if (flags & O_CREAT) put('C', s.st_ino, 0, name, NULL, 0);
    if (flags & O_TRUNC) put('T', s.st_ino, 0, NULL, NULL, 0);
  }
  return fd;
}
#define OPEN(NAME) \
  int NAME(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, ...); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    va_list more; \
    va_start(more, flags); \
    int mode = flags & O_CREAT ? va_arg(more, int) : 0; \
    va_end(more); \
    return opened(real(path, flags, mode), path, flags); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < MOST) inode_of[fd] = folder_at[fd] = 0;
  return real(fd);
}
static int ours(int fd) { return fd >= 0 && fd < MOST && inode_of[fd] && !folder_at[fd]; }

#define PWRITE(NAME, OFFSET) \
  ssize_t NAME(int fd, const void *data, size_t n, OFFSET at) { \
    static ssize_t (*real)(int, const void *, size_t, OFFSET); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    ssize_t done = real(fd, data, n, at); \
    if (done > 0 && ours(fd)) put('W', inode_of[fd], at, NULL, data, done); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t n) {
  ssize_t done = real_write ? real_write(fd, data, n) : -1;
  if (done > 0 && ours(fd)) put('W', inode_of[fd], lseek(fd, 0, SEEK_CUR) - done, NULL, data, done);
  if (done > 0 && fd == ack_fd) put('A', 0, 0, NULL, data, done);
  return done;
}

/* Nobody writes so today: if that changes, the campaign must say so instead of losing writes of its own. */
ssize_t writev(int fd, const struct iovec *v, int n) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (!real) real = dlsym(RTLD_NEXT, "writev");
  if (ours(fd)) put('?', inode_of[fd], 0, "writev", NULL, 0);
  return real(fd, v, n);
}

#define TRUNCATE(NAME, OFFSET) \
  int NAME(int fd, OFFSET to) { \
    static int (*real)(int, OFFSET); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    int failed = real(fd, to); \
    if (!failed && ours(fd)) put('T', inode_of[fd], to, NULL, NULL, 0); \
    return failed; \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(NAME) \
  int NAME(int fd) { \
    static int (*real)(int); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    int failed = real(fd); \
    if (!failed && fd >= 0 && fd < MOST && inode_of[fd]) \
      put(folder_at[fd] ? 'D' : 'S', inode_of[fd], 0, NULL, NULL, 0); \
    return failed; \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) real = dlsym(RTLD_NEXT, "unlink");
  int failed = real(path);
  const char *name = inside(path);
  if (!failed && name) put('U', 0, 0, name, NULL, 0);
  return failed;
}
int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) real = dlsym(RTLD_NEXT, "rename");
  int failed = real(from, to);
  const char *old = inside(from), *new = inside(to);
  if (!failed && old && new) put('R', 0, 0, old, new, strlen(new));
  return failed;
}
