package dev.promissory.operations.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tool remembers is sorted, kept apart by kinds, and gone afterwards. */
class ScratchTest {

    @Test
    void kindsStayApartAndRowsAreSorted() {
        try (Scratch scratch = Scratch.open("test")) {
            Rows one = scratch.rows();
            Rows other = scratch.rows();
            one.put(bytes("b"), bytes("2"));
            one.put(bytes("a"), bytes("1"));
            one.put(bytes("c"), bytes("3"));
            one.put(bytes("c"), null);
            other.put(bytes("a"), bytes("9"));

            List<String> seen = new ArrayList<>();
            one.forEach((key, row) ->
                    seen.add(new String(key, StandardCharsets.UTF_8) + new String(row, StandardCharsets.UTF_8)));

            assertThat(seen).containsExactly("a1", "b2");
            assertThat(one.get(bytes("c"))).isNull();
            assertThat(other.get(bytes("a"))).isEqualTo(bytes("9"));
        }
    }

    @Test
    void rowsGrowWithoutBeingLookedFor() {
        try (Scratch scratch = Scratch.open("test")) {
            StoredRows rows = scratch.rows();
            rows.append(bytes("a"), bytes("1"));
            rows.put(bytes("b"), bytes("2"));
            rows.append(bytes("a"), bytes("3"));
            rows.append(bytes("b"), bytes("4"));

            assertThat(rows.get(bytes("a"))).isEqualTo(bytes("13"));
            assertThat(rows.get(bytes("b"))).isEqualTo(bytes("24"));
        }
    }

    @Test
    void onlyRowsThatStartAlikeAreRead() {
        try (Scratch scratch = Scratch.open("test")) {
            StoredRows rows = scratch.rows();
            for (String key : List.of("a", "b1", "b2", "c")) {
                rows.put(bytes(key), bytes("row"));
            }

            List<String> seen = new ArrayList<>();
            rows.forEach(bytes("b"), (key, row) -> seen.add(new String(key, StandardCharsets.UTF_8)));

            assertThat(seen).containsExactly("b1", "b2");
        }
    }

    @Test
    void whatIsCalledOffGivesNothingMore() {
        try (Scratch scratch = Scratch.open("test")) {
            Rows rows = scratch.rows();
            rows.put(bytes("a"), bytes("1"));
            scratch.callOff();

            assertThatThrownBy(() -> rows.get(bytes("a"))).isInstanceOf(CalledOffException.class);
            assertThatThrownBy(() -> rows.put(bytes("b"), bytes("2"))).isInstanceOf(CalledOffException.class);
        }
    }

    @Test
    void nothingOfItIsLeft() throws Exception {
        Path folder;
        try (Scratch scratch = Scratch.open("test")) {
            folder = scratch.folder();
            scratch.rows().put(bytes("a"), bytes("1"));
            Files.createDirectories(folder.resolve("beside/it"));
            Files.writeString(folder.resolve("beside/it/file"), "of somebody who uses the folder too");
            assertThat(folder).isDirectory();
        }

        assertThat(folder).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
