// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Includes.h"

#include <llvm/ADT/SmallVector.h>

namespace coax {
namespace {

/// Where an include may be inserted: past the last #include before the first line of code, outside
/// of conditional parts (an include guard is none).
class Scanner {
public:
  explicit Scanner(llvm::StringRef text) : text_(text) {}

  std::size_t place() {
    std::size_t at = 0;
    while (at < text_.size() && !done_) {
      std::size_t end = text_.find('\n', at);
      end = end == llvm::StringRef::npos ? text_.size() : end + 1;
      line(text_.slice(at, end).trim(), end);
      at = end;
    }
    return includes_ ? includes_ : guard_ ? guard_ : comment_;
  }

private:
  void line(llvm::StringRef line, std::size_t end) {
    if (inComment_ || line.starts_with("/*")) {
      inComment_ = !line.contains("*/");
      noteComment(end);
    } else if (line.starts_with("//")) {
      noteComment(end);
    } else if (line.starts_with("#")) {
      directive(line.drop_front().ltrim(), end);
    } else if (!line.empty()) {
      done_ = depth_ <= 0;
    }
  }

  void noteComment(std::size_t end) {
    if (!guard_ && !sawDirective_)
      comment_ = end;
  }

  void directive(llvm::StringRef word, std::size_t end) {
    bool opens = word.starts_with("if");
    if (opens && !sawDirective_ && word.starts_with("ifndef"))
      guardName_ = word.drop_front(6).trim();
    else if (opens)
      ++depth_;
    else if (word.starts_with("endif"))
      --depth_;
    else if (word.starts_with("pragma") && word.contains("once"))
      guard_ = end;
    else if (word.starts_with("define") && !guardName_.empty() && word.contains(guardName_))
      guard_ = end;
    else if (word.starts_with("include") && depth_ <= 0)
      includes_ = end;
    sawDirective_ = true;
  }

  llvm::StringRef text_, guardName_;
  std::size_t includes_ = 0, guard_ = 0, comment_ = 0;
  int depth_ = 0;
  bool done_ = false, inComment_ = false, sawDirective_ = false;
};

} // namespace

void addInclude(SourceEdits &edits, clang::FileID file, const std::string &header) {
  llvm::StringRef text = edits.sources().getBufferData(file);
  if (text.contains("<" + header + ">") || text.contains("\"" + header + "\""))
    return;
  unsigned place = Scanner(text).place();
  // The runtime's by the include path, a project's own from beside the file too.
  bool ofRuntime = llvm::StringRef(header).starts_with("coax/");
  std::string line = "#include " + (ofRuntime ? "<" + header + ">" : "\"" + header + "\"") + "\n";
  if (place > 0 && text[place - 1] != '\n')
    line = "\n" + line;
  edits.insertAfter({file, place, place}, line);
}

} // namespace coax
