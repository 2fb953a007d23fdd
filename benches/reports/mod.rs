//! Long reports that are consistent but for the slips that are asked for: what benchmarks and tests of speed measure with.

#![allow(dead_code)]

/// Syllables of names of communes.
const NAMES: [&str; 24] = [
    "An", "Bình", "Cát", "Diên", "Giang", "Hải", "Khê", "Lâm", "Minh", "Nam", "Phong", "Quang", "Sơn", "Thanh", "Trung", "Vân", "Xuân", "Yên", "Đông", "Tiên",
    "Long", "Mai", "Hưng", "Phúc",
];
const FIELDS: [&str; 6] = ["giao thông", "thủy lợi", "trường học", "y tế", "văn hóa", "nước sạch"];

const WORK: [&str; 8] = [
    "chỉ đạo các ban, ngành, đoàn thể rà soát, tháo gỡ vướng mắc",
    "duy trì công tác tuyên truyền với nội dung phù hợp từng nhóm đối tượng",
    "vận động nhân dân chuyển đổi cơ cấu cây trồng trên đất kém hiệu quả",
    "tăng cường kiểm tra an toàn thực phẩm tại các chợ dân sinh",
    "phối hợp giải quyết kịp thời đơn thư của công dân",
    "bố trí cán bộ trực tại bộ phận một cửa trong giờ hành chính",
    "phát quang hành lang, khơi thông cống rãnh trước mùa mưa bão",
    "mở các lớp dạy nghề ngắn hạn cho lao động nông thôn",
];

/// Numbers by chance, the same ones every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, least: usize, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + (self.0 >> 33) as usize % (most - least + 1)
    }
}

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Plan {
    /// It has at least so many bytes.
    pub bytes: usize,
    /// Sentences without a figure in each section: with 9 of them it has as many figures a kilobyte as the reports of offices, five to six.
    pub sentences: usize,
    /// The total of one section in so many is wrong; 0 for none.
    pub slip_every: usize,
}

impl Plan {
    /// A report of so many bytes as offices write them: few slips, five figures a kilobyte.
    pub fn usual(bytes: usize) -> Plan {
        Plan { bytes, sentences: 9, slip_every: 5 }
    }

    /// Its text: a section a commune, with a breakdown, a percent and a remainder.
    pub fn text(self) -> String {
        let mut dice = Dice(17);
        let mut out = "# BÁO CÁO\n\nTình hình phát triển kinh tế - xã hội 6 tháng đầu năm 2024\n\n".to_owned();
        for section in 1.. {
            if out.len() >= self.bytes {
                break;
            }
            self.section(section, &mut dice, &mut out);
        }
        out
    }

    /// Some of its sections, the same ones in every text: what documents of one packet have in common.
    pub fn sections(self, sections: std::ops::Range<usize>) -> String {
        let mut out = "# BÁO CÁO\n\nTình hình phát triển kinh tế - xã hội 6 tháng đầu năm 2024\n\n".to_owned();
        sections.for_each(|section| self.section(section, &mut Dice(section as u64), &mut out));
        out
    }

    fn section(self, section: usize, dice: &mut Dice, out: &mut String) {
        let commune = name(section);
        let parts: Vec<usize> = FIELDS.iter().map(|_| dice.roll(3_000, 90_000)).collect();
        let plan: usize = parts.iter().sum();
        let spent = plan * dice.roll(200, 950) / 1000;
        let (all, met) = (dice.roll(14, 19), dice.roll(5, 13));
        *out += &format!("{section}. Xã {commune}\n\nTổng kế hoạch vốn giao cho xã {commune} là {} triệu đồng, trong đó: ", amount(plan));
        let list: Vec<String> = FIELDS.iter().zip(&parts).map(|(field, part)| format!("{field} {} triệu đồng", amount(*part))).collect();
        *out += &format!("{}.\n\n", list.join(", "));
        *out += &format!("Đến nay xã {commune} đã giải ngân {}/{} triệu đồng, đạt {}.\n\n", amount(spent), amount(plan), percent(spent, plan));
        *out += &format!("Về nông thôn mới, xã {commune} đạt {met}/{all} tiêu chí, còn {} tiêu chí chưa đạt. ", all - met);
        let (poor, near) = (dice.roll(20, 90), dice.roll(20, 90));
        let slip = usize::from(section.is_multiple_of(self.slip_every)) * 10;
        *out += &format!("Toàn xã có {} hộ được hỗ trợ, trong đó: hộ nghèo {poor} hộ, hộ cận nghèo {near} hộ. ", poor + near + slip);
        let mut work = || WORK[dice.roll(0, WORK.len() - 1)];
        *out += &format!("Đảng ủy, chính quyền xã {commune} {}, {}.\n\n- Xã {commune} {};\n", work(), work(), work());
        for _ in 0..self.sentences {
            *out += &format!("- Cán bộ xã {commune} {}; nhân dân {}; các đoàn thể {}.\n\n", work(), work(), work());
        }
        *out += &format!("- Đã tổ chức {} buổi tập huấn với {} lượt người tham gia.\n\n", dice.roll(3, 30), dice.roll(100, 900));
    }
}

/// Names of one to four syllables, all different.
fn name(mut number: usize) -> String {
    let mut syllables = Vec::new();
    while number > 0 {
        syllables.push(NAMES[number % NAMES.len()]);
        number /= NAMES.len();
    }
    format!("Bản {}", syllables.join(" "))
}

/// Tenths as they are written: `1.234,5`.
fn amount(tenths: usize) -> String {
    let whole = (tenths / 10).to_string();
    let head = whole.len() % 3;
    let mut groups = if head > 0 { vec![whole[..head].to_owned()] } else { Vec::new() };
    groups.extend((head..whole.len()).step_by(3).map(|at| whole[at..at + 3].to_owned()));
    format!("{},{}", groups.join("."), tenths % 10)
}

fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{},{}%", tenths / 10, tenths % 10)
}
