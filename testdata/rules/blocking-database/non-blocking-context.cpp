// A context of hiredis that was connected without waiting, and one that was not.
struct redisContext;
extern "C" {
redisContext *redisConnect(const char *host, int port);
redisContext *redisConnectNonBlock(const char *host, int port);
int redisBufferRead(redisContext *context);
}

struct client {
  redisContext *context;
};

void connect(client &c) { c.context = redisConnectNonBlock("127.0.0.1", 6379); }

bool onReadable(client &c) { return redisBufferRead(c.context) == 0; }

bool asks() {
  redisContext *context = redisConnect("127.0.0.1", 6379); // expect-finding: blocking-database
  return redisBufferRead(context) == 0; // expect-finding: blocking-database
}
