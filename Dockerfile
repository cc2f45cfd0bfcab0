# One image for every service; the command says which. Run ./promissory build first: the image takes the jars it made.
# Any Java runtime from 21 on will do: docker build --build-arg JAVA=21 .
ARG JAVA=25
FROM eclipse-temurin:${JAVA}-jre

# A named volume takes over the owner of the folder it first covers.
RUN groupadd --system --gid 10001 promissory \
    && useradd --system --uid 10001 --gid 10001 --no-create-home promissory \
    && install -d -o promissory -g promissory -m 750 /data /keys /mint-keys

COPY launcher/target/lib /opt/promissory/lib

USER promissory
WORKDIR /data
# RocksDB gives memory back from other threads than took it; glibc would keep it apart for each of many.
ENV PROMISSORY_DATA=/data \
    PROMISSORY_PORT=8080 \
    MALLOC_ARENA_MAX=2
VOLUME ["/data", "/keys", "/mint-keys"]
EXPOSE 8080

# Asked by bash itself, because not every version of the base image has curl.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/localhost/$PROMISSORY_PORT && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# G1 by name: a container with one processor would get a collector with long pauses. Half of the container's memory is
# heap, the rest is for RocksDB. Out of memory, a service is better restarted than half alive.
ENTRYPOINT ["java", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/promissory/lib/*", "dev.promissory.launcher.Main"]
