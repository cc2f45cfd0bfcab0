package dev.promissory.operations.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an archive is, and what each of its files holds. It is written when an export begins, and anew when it ends.
 *
 * @param source whose facts they are: a folder takes those of one topic only
 * @param facts one file for each partition, in their order; empty while an export has not ended
 * @param transfers what is under way between wallets; empty while an export has not ended
 * @param broken how many records carry a seal and do not follow what came before; with any, it cannot be imported
 */
record Manifest(Source source, List<Part> facts, Optional<Part> transfers, long broken) {

    static final int FORMAT = 1;

    private static final String NAME = "manifest.json";
    private static final String TRANSFERS = "transfers.ndjson.gz";

    /** @param topicId the broker's own: a topic that was deleted and made again has another */
    record Source(String clusterId, String topicId, int partitions) {}

    /**
     * @param lines the file has at least so many; what follows is not part of the archive
     * @param nextOffset the first that is not in the file
     * @param sha256 of the whole file, hexadecimal
     */
    record Part(long lines, long nextOffset, String sha256) {}

    Manifest {
        facts = List.copyOf(facts);
    }

    static Manifest begun(Source source) {
        return new Manifest(source, List.of(), Optional.empty(), 0);
    }

    boolean complete() {
        return transfers.isPresent();
    }

    static Path factsFile(Path folder, int partition) {
        return folder.resolve("facts-" + partition + ".ndjson.gz");
    }

    static Path transfersFile(Path folder) {
        return folder.resolve(TRANSFERS);
    }

    /** Put in place as a whole, so that there is never half of one. */
    void write(Path folder, Optional<SigningKey> key) throws IOException {
        ObjectNode json = json();
        key.ifPresent(signing -> json.put("mac", mac(json, signing)));
        Path draft = folder.resolve(NAME + ".draft");
        Files.write(draft, Json.write(json));
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        try {
            Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new ArchiveException("the file system of " + folder + " cannot replace a file as a whole", e);
        }
    }

    /** A manifest, and whether a holder of the key wrote it; without a key nobody knows. */
    record Signed(Manifest manifest, Optional<Boolean> genuine) {}

    /** @throws ArchiveException when there is one that cannot be read */
    static Optional<Signed> find(Path folder, Optional<SigningKey> key) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ObjectNode json = Json.readObject(Files.readAllBytes(file));
            Optional<String> mac = new Fields(json).optionalText("mac");
            json.remove("mac");
            Manifest manifest = read(new Fields(json));
            Optional<Boolean> genuine = mac.isEmpty()
                    ? Optional.empty()
                    : key.map(signing -> mac(json, signing).equals(mac.get()));
            return Optional.of(new Signed(manifest, genuine));
        } catch (UnreadableException e) {
            throw new ArchiveException(file + " is no manifest of an archive: " + e.getMessage(), e);
        }
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("format", FORMAT);
        json.put("clusterId", source.clusterId());
        json.put("topicId", source.topicId());
        json.put("partitions", source.partitions());
        json.put("complete", complete());
        json.put("broken", broken);
        ArrayNode files = json.putArray("facts");
        facts.forEach(part -> write(part, files.addObject()));
        transfers.ifPresent(part -> write(part, json.putObject("transfers")));
        return json;
    }

    private static void write(Part part, ObjectNode json) {
        json.put("lines", part.lines());
        json.put("nextOffset", part.nextOffset());
        json.put("sha256", part.sha256());
    }

    private static Manifest read(Fields fields) {
        long format = fields.integer("format");
        if (format != FORMAT) {
            throw new UnreadableException("its format is " + format + ", and this version knows " + FORMAT);
        }
        long partitions = fields.integer("partitions");
        if (partitions < 1 || partitions > Integer.MAX_VALUE) {
            throw new UnreadableException("it has " + partitions + " partitions");
        }
        Source source = new Source(fields.text("clusterId"), fields.text("topicId"), (int) partitions);
        boolean complete = fields.flag("complete");
        long broken = fields.integer("broken");
        List<Part> facts = new ArrayList<>();
        for (Fields part : fields.objects("facts")) {
            facts.add(part(part));
        }
        Optional<Part> transfers = fields.optionalObject("transfers").map(Manifest::part);
        fields.requireNoOthers();
        if (complete != transfers.isPresent() || facts.size() != (complete ? partitions : 0)) {
            throw new UnreadableException("it names other files than it must");
        }
        return new Manifest(source, facts, transfers, broken);
    }

    private static Part part(Fields fields) {
        Part part = new Part(fields.integer("lines"), fields.integer("nextOffset"), fields.text("sha256"));
        fields.requireNoOthers();
        return part;
    }

    private static String mac(ObjectNode json, SigningKey key) {
        return HexFormat.of().formatHex(new Sealer(key).macOf(HeaderNames.text(json.toString())));
    }
}
