package dev.promissory.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** As much of a gateway and of views as a bench needs: wallets in memory, and answers as a test wants them. */
public final class FakeSystem implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Wallet> wallets = new TreeMap<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    /** One wallet; of one currency. */
    public static final class Wallet {
        public final String owner;
        public final String run;
        public BigDecimal balance = BigDecimal.ZERO;
        public boolean isOpen = true;
        private long sequence = 1;

        private Wallet(String owner, String run) {
            this.owner = owner;
            this.run = run;
        }
    }

    private FakeSystem(HttpServer server) {
        this.server = server;
    }

    public static FakeSystem start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSystem system = new FakeSystem(server);
        server.createContext("/", system::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return system;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void put(String id, String owner, String run) {
        wallets.put(id, new Wallet(owner, run));
    }

    public synchronized Map<String, Wallet> wallets() {
        return new TreeMap<>(wallets);
    }

    /** How the next deposit is answered; without any it is carried out. 0 breaks the connection. */
    public void answerNext(int status) {
        statuses.add(status);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/commands")) {
            StringBuilder answers = new StringBuilder();
            body.lines().forEach(line -> answers.append(command(line)).append('\n'));
            send(exchange, 200, answers.toString());
        } else if (path.equals("/wallets")) {
            send(exchange, 200, list(exchange.getRequestURI().getQuery()));
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, shown(path.substring("/wallets/".length())).toString());
        } else {
            Integer status = statuses.poll();
            if (status == null) {
                send(exchange, 201, deposit(path.split("/")[2], body));
            } else if (status != 0) {
                send(exchange, status, "{}");
            } else {
                exchange.close();
            }
        }
    }

    private synchronized String command(String line) {
        ObjectNode command = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
        String id = command.path("walletId").asText();
        Wallet wallet = wallets.get(id);
        BigDecimal amount = new BigDecimal(command.path("amount").asText("0"));
        switch (command.path("type").asText()) {
            case "OpenWallet" -> {
                if (wallet != null) {
                    return "{\"status\":\"rejected\",\"code\":\"sequence-mismatch\"}";
                }
                put(
                        id,
                        command.path("owner").asText(),
                        command.path("metadata").path("bench-run").asText());
            }
            case "Deposit" -> wallet.balance = wallet.balance.add(amount);
            case "Withdraw" -> wallet.balance = wallet.balance.subtract(amount);
            case "Close" -> wallet.isOpen = false;
            default -> throw new IllegalArgumentException(line);
        }
        return "{\"status\":\"accepted\"}";
    }

    private synchronized String deposit(String id, String body) {
        Wallet wallet = wallets.get(id);
        wallet.balance = wallet.balance.add(new BigDecimal(Json.readObject(body.getBytes(StandardCharsets.UTF_8))
                .path("amount")
                .asText()));
        wallet.sequence++;
        return "{\"status\":\"accepted\",\"sequence\":" + wallet.sequence + "}";
    }

    private synchronized String list(String query) {
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        wallets.forEach((id, wallet) -> {
            if (wallet.isOpen && query.contains("metadata.bench-run=" + wallet.run + "&")) {
                items.add(shown(id));
            }
        });
        return list.putNull("nextCursor").toString();
    }

    private synchronized ObjectNode shown(String id) {
        Wallet wallet = wallets.get(id);
        ObjectNode shown = Json.object()
                .put("walletId", id)
                .put("owner", wallet.owner)
                .put("status", wallet.isOpen ? "open" : "closed")
                .put("sequence", wallet.sequence);
        shown.putObject("metadata").put("bench-run", wallet.run);
        shown.putArray("balances")
                .addObject()
                .put("currency", "BENCH")
                .put("available", wallet.balance.toPlainString());
        return shown;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
