package io.adgaze.capture.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes parts where recordings land in a folder. The signature in the URL is the right to. */
@RestController
class FolderUploadController {

    private final FolderUploads uploads;

    FolderUploadController(FolderUploads uploads) {
        this.uploads = uploads;
    }

    @PutMapping("/uploads/{uploadId}/parts/{number}")
    ResponseEntity<Void> receive(
            @PathVariable String uploadId,
            @PathVariable int number,
            @RequestParam long length,
            @RequestParam long expires,
            @RequestParam String signature,
            InputStream bytes)
            throws IOException {
        PartTicket ticket = new PartTicket(uploadId, number, length, expires);
        if (!uploads.admits(ticket, signature)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        try {
            return ResponseEntity.ok().eTag(uploads.receive(ticket, bytes)).build();
        } catch (PartLengthException wrong) {
            return ResponseEntity.badRequest().build();
        } catch (NoSuchFileException over) {
            return ResponseEntity.notFound().build();
        }
    }
}
